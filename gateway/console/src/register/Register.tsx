import type { Case } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Result } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Returned } from '../case/Returned.tsx';
import { useAsk } from '../data/query.ts';
import { CaseFileDocument } from '../generated/case.ts';
import { ProfilesDocument, RegistrarsDocument } from '../generated/register.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act, askLedger, type Done } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { About } from './About.tsx';
import { Compliance } from './Compliance.tsx';
import type { Change } from './change.ts';
import { applicationOf, type Draft, dropDraft, emptyDraft, keepDraft, keptDraft } from './draft.ts';
import { draftOf, fitsForm } from './draft-of.ts';
import { Files } from './Files.tsx';
import { Papers } from './Papers.tsx';
import { Precheck, usePrecheck } from './Precheck.tsx';
import { useRegister } from './words.ts';

function Submitted({ done, again }: { readonly done: Done; readonly again: () => void }) {
  const say = useRegister();
  return (
    <Result
      status="success"
      title={say('submitted')}
      subTitle={<Identifier value={done.subject} to={`/cases/${done.subject}`} whole />}
      extra={[
        <Link key="open" to={`/cases/${done.subject}`}>
          <Button type="primary">{say('open')}</Button>
        </Link>,
        <Button key="again" onClick={again}>
          {say('another')}
        </Button>,
      ]}
    />
  );
}

/** Files, form, and beside them the ledger's own check of what one writes. The draft outlives the page. */
function Form({ answering, kept }: { readonly answering?: string | undefined; readonly kept: Draft }) {
  const say = useRegister();
  const holder = useSession()?.person.entity ?? '';
  const [draft, setDraft] = useState(kept);
  const [done, setDone] = useState<Done>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const profiles = useAsk(ProfilesDocument, {}).data?.profiles ?? [];
  const registrars = (useAsk(RegistrarsDocument, {}).data?.entities.nodes ?? []).filter(
    ({ id, roles }) => roles.includes('REGISTRAR') && id !== holder,
  );
  const profile = profiles.find(({ id }) => id === draft.profile);
  const check = usePrecheck(draft, profile, holder, answering);
  const change: Change = useCallback((how) => setDraft((current) => ({ ...current, ...how(current) })), []);
  const place = answering ?? holder;
  useEffect(() => {
    if (place && !done) keepDraft(place, draft);
  }, [place, draft, done]);

  const begin = () => {
    dropDraft(place);
    setDraft(answering ? kept : emptyDraft());
    setDone(undefined);
    setError(undefined);
  };
  const send = (): Promise<Done> => {
    const application = applicationOf(draft, holder);
    if (answering) return act('registration:resubmit', { case: answering, application });
    return act('registration:submit', {
      profile: { id: draft.profile, version: profile?.version ?? 1 },
      registrar: draft.registrar,
      application,
    });
  };
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await send());
      dropDraft(place);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (done) return <Submitted done={done} again={begin} />;
  return (
    <>
      <PageHead title={say(answering ? 'mend' : 'title')} text={say('text')}>
        <Popconfirm title={say('discardSure')} onConfirm={begin}>
          <Button>{say('discard')}</Button>
        </Popconfirm>
      </PageHead>
      <div className="columns wide-left">
        <div className="stack">
          <Files draft={draft} change={change} />
          <About draft={draft} change={change} profiles={profiles} registrars={registrars} />
          <Compliance draft={draft} change={change} />
          <Papers draft={draft} change={change} profile={profile} />
        </div>
        <Precheck draft={draft} check={check}>
          <Button
            type="primary"
            size="large"
            block
            disabled={!check.passed}
            loading={busy}
            onClick={() => void submit()}
          >
            {say('submit')}
          </Button>
          {error === undefined ? null : <Refusal error={error} />}
          <p className="hint">{say('saved')}</p>
        </Precheck>
      </div>
    </>
  );
}

/** What was returned, to be mended. */
function Mend({ id }: { readonly id: string }) {
  const say = useRegister();
  const asked = useAsk(CaseFileDocument, { id });
  const recorded = useQuery({
    queryKey: ['recorded', id],
    queryFn: () => askLedger<Case, 'registration:read'>('registration:read', { case: id }),
  });
  return (
    <Answer of={asked}>
      {({ case: found }) =>
        found?.application ? (
          <>
            <Returned of={found} />
            {recorded.error ? <Refusal error={recorded.error} /> : null}
            {recorded.data && !fitsForm(recorded.data.application) ? (
              <Alert type="warning" showIcon title={say('noForm')} />
            ) : null}
            {recorded.data && fitsForm(recorded.data.application) ? (
              <Form
                key={found.id}
                answering={found.id}
                kept={keptDraft(found.id) ?? draftOf(found.application, found.profile?.id ?? '', found.registrarId)}
              />
            ) : null}
          </>
        ) : null
      }
    </Answer>
  );
}

/** A new application, or one that was returned: `?case=`. */
export default function Register() {
  const holder = useSession()?.person.entity ?? '';
  const [search] = useSearchParams();
  const id = search.get('case');
  return id ? <Mend id={id} /> : <Form key={holder} kept={keptDraft(holder) ?? emptyDraft()} />;
}
