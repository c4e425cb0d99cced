import type { UseAnswer } from '@suyuan/schemas';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { PartiesDocument } from '../generated/licence.ts';
import { ReleasePicker } from '../lineage/ReleasePicker.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { askLedger } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { type Answered, type Asking, questionOf, reasonOf } from './question.ts';
import { Refusals } from './Refusals.tsx';
import { ACTIONS } from './terms.ts';
import { Verdict } from './Verdict.tsx';
import { useLicence } from './words.ts';

/** Asks the ledger whether somebody may use a release now, and shows its answer with what decided it. */
export function MayUse() {
  const say = useLicence();
  useLanguage();
  const me = useSession()?.person.entity ?? '';
  const [search] = useSearchParams();
  const [asking, setAsking] = useState<Asking>({
    release: search.get('release') ?? '',
    action: 'read',
    purpose: '',
    recipient: me,
    territory: '',
    agreement: search.get('agreement') ?? '',
  });
  const [answered, setAnswered] = useState<Answered>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const parties = useAsk(PartiesDocument, {}).data?.entities.nodes ?? [];
  const set = (part: Partial<Asking>) => setAsking((all) => ({ ...all, ...part }));
  const ask = async () => {
    const question = questionOf(asking, new Date());
    if (!question) return;
    setBusy(true);
    setError(undefined);
    setAnswered(undefined);
    try {
      const answer = await askLedger<UseAnswer>('usage:mayUse', question);
      setAnswered({ answer, reason: await reasonOf(answer) });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="columns wide-left">
      <div className="stack">
        <Panel title={say('askTitle')}>
          <p className="hint">{say('askText')}</p>
          <div className="form">
            <div className="whole">
              <Labelled label={say('which')} required>
                {(id) => (
                  <ReleasePicker
                    id={id}
                    value={asking.release}
                    own={undefined}
                    me={me}
                    without=""
                    onChange={(release) => set({ release: release.id })}
                  />
                )}
              </Labelled>
            </div>
            <Labelled label={say('who')} required>
              {(id) => (
                <select
                  id={id}
                  className="native"
                  value={asking.recipient}
                  onChange={({ target }) => set({ recipient: target.value })}
                >
                  <option value="">{say('choose')}</option>
                  {parties.map((one) => (
                    <option key={one.id} value={one.id}>
                      {titled(one.title)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={say('action')} required>
              {(id) => (
                <Choice
                  id={id}
                  kind="LicenceAction"
                  values={ACTIONS}
                  value={asking.action}
                  onChange={(action) => set({ action })}
                />
              )}
            </Labelled>
            <Labelled label={say('purpose')} required hint={say('purposesHint')}>
              {(id) => (
                <Input id={id} value={asking.purpose} onChange={({ target }) => set({ purpose: target.value })} />
              )}
            </Labelled>
            <Labelled label={say('where')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={2}
                  value={asking.territory}
                  onChange={({ target }) => set({ territory: target.value })}
                />
              )}
            </Labelled>
            {asking.agreement ? (
              <div className="whole">
                <small>{say('onlyAgreement')}</small> <Identifier value={asking.agreement} />{' '}
                <Button size="small" type="text" onClick={() => set({ agreement: '' })}>
                  ✕
                </Button>
              </div>
            ) : null}
          </div>
          <div className="actions">
            <Button type="primary" loading={busy} disabled={!questionOf(asking, new Date())} onClick={() => void ask()}>
              {say('answer')}
            </Button>
          </div>
          {error === undefined ? null : <Refusal error={error} />}
        </Panel>
        {answered ? <Verdict of={answered} parties={parties} /> : null}
      </div>
      <Refusals parties={parties} />
    </div>
  );
}
