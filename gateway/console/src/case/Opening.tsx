import type { Finding } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { type CaseFileQuery, OpenedToDocument } from '../generated/case.ts';
import { Answer } from '../parts/Answer.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act, askLedger } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { deliverVault } from '../session/vault.ts';
import { useLanguage, words } from '../words/i18n.ts';

const useOpening = words(
  'opening',
  {
    title: '向登记机构开放密封的内容',
    text: '内容在贵机构的保管库中。开放后，登记机构在自己的节点上读到并按同样的规则复核，然后才能受理；开放记在账本上，内容不上账本。',
    open: '已向登记机构开放。',
    do: '开放并送达',
    again: '再次送达',
    ask: '登记机构尚不能读到密封的内容：由申请人开放。',
    examined: '对密封内容的复核',
    examinedNone: '密封的内容符合登记规则。',
    delivered: '已送达登记机构的节点。',
  },
  {
    title: 'Open the sealed texts to the registrar',
    text: 'The texts lie in your vault. Once opened, the registrar reads them at its own peer and checks them by the same rules before it accepts. The opening is on the ledger, the texts are not.',
    open: 'They are open to the registrar.',
    do: 'Open and deliver',
    again: 'Deliver again',
    ask: 'The registrar cannot read the sealed texts yet: the applicant opens them.',
    examined: 'The sealed texts under the rules',
    examinedNone: 'The sealed texts keep the rules of the profile.',
    delivered: 'They were delivered to the registrar’s peer.',
  },
);

type Found = NonNullable<CaseFileQuery['case']>;

/** Whether a vault is open to an entity, as the ledger says. */
function useOpened(vault: string | undefined, to: string): boolean {
  const { data } = useAsk(OpenedToDocument, { id: vault ?? '' }, { when: vault !== undefined });
  return vault === undefined || Boolean(data?.vault?.openings.some(({ toId }) => toId === to));
}

type Examination = { readonly findings: readonly Finding[] };

/** What the rules find in the opened values, asked of the registrar's own peer: all that the applicant's host was told. */
function Examined({ of, at }: { readonly of: string; readonly at: string }) {
  const say = useOpening();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['moves', 'examine', of],
    queryFn: () => askLedger<Examination, 'registration:examine'>('registration:examine', { case: of }, at),
    retry: false,
  });
  return (
    <Panel title={say('examined')}>
      <Answer of={asked}>
        {({ findings }) =>
          findings.length === 0 ? (
            <p className="verdict good">{say('examinedNone')}</p>
          ) : (
            <ul className="findings">
              {findings.map(({ code, field, citation, zh, en }) => (
                <li key={`${code}/${field}/${en}`}>
                  <b>{language === 'zh' ? zh : en}</b>
                  <small>{citation}</small>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

/** The sealed texts of a case: open to its registrar, or to be opened by its applicant, who also brings them there. */
export function Opening({ of }: { readonly of: Found }) {
  const say = useOpening();
  const person = useSession()?.person;
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>();
  const { registrar, registrarId, applicantId, sealed } = of;
  const vaults = [sealed?.sealed.vault, sealed?.release?.vault];
  const opened = [useOpened(vaults[0], registrarId), useOpened(vaults[1], registrarId)];
  const all = opened.every(Boolean);
  if (person?.entity !== applicantId) {
    if (!all) return <p className="hint">{say('ask')}</p>;
    return person?.entity === registrarId ? <Examined of={of.id} at={person.msp} /> : null;
  }

  const deliver = async () => {
    setBusy(true);
    setError(undefined);
    try {
      for (const [n, vault] of vaults.entries()) {
        if (vault && !opened[n]) await act('vault:open', { vault, to: registrarId, ground: 'registration' });
      }
      const to = { entity: registrarId, host: registrar?.host ?? '' };
      for (const vault of vaults) if (vault) await deliverVault(vault, to, person.msp);
      setDone(true);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={say('title')}>
      <div className="stack">
        <p className="hint">{say(all ? 'open' : 'text')}</p>
        <Button type={all ? 'default' : 'primary'} loading={busy} onClick={() => void deliver()}>
          {say(all ? 'again' : 'do')}
        </Button>
        <p aria-live="polite">{done ? say('delivered') : null}</p>
        {error === undefined ? null : <Refusal error={error} />}
      </div>
    </Panel>
  );
}
