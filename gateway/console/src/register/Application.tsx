import { Button, Popconfirm, Result } from 'antd';
import { Link } from 'react-router';
import { ToBatch } from '../batch/ToBatch.tsx';
import { useAsk } from '../data/query.ts';
import { PartiesDocument, ProfilesDocument } from '../generated/register.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import type { Done } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { About } from './About.tsx';
import { AboutAsset, Changes } from './Changes.tsx';
import { Compliance } from './Compliance.tsx';
import { Disclosure, sealsHere } from './Disclosure.tsx';
import type { Draft } from './draft.ts';
import { Files } from './Files.tsx';
import { Inputs } from './Inputs.tsx';
import { Papers } from './Papers.tsx';
import { Precheck, usePrecheck } from './Precheck.tsx';
import { Reason } from './Reason.tsx';
import { ReleasePart } from './ReleasePart.tsx';
import { send } from './send.ts';
import type { Standing } from './standing.ts';
import { PARTS } from './unfilled.ts';
import { useDraft, useSending } from './use-draft.ts';
import { Where } from './Where.tsx';
import { useRegister } from './words.ts';

type SubmittedProps = { readonly done: Done; readonly restricted: boolean; readonly again: (() => void) | undefined };

function Submitted({ done, restricted, again }: SubmittedProps) {
  const say = useRegister();
  return (
    <Result
      status="success"
      title={say('submitted')}
      subTitle={
        <>
          <Identifier value={done.subject} to={`/cases/${done.subject}`} whole />
          {restricted ? <p>{say('submittedRestricted')}</p> : null}
        </>
      }
      extra={[
        <Link key="open" to={`/cases/${done.subject}`}>
          <Button type="primary">{say('open')}</Button>
        </Link>,
        again ? (
          <Button key="again" onClick={again}>
            {say('another')}
          </Button>
        ) : null,
      ]}
    />
  );
}

type Props = {
  /** Where the draft is kept. */
  readonly place: string;
  readonly start: () => Draft;
  /** What is registered already, of every application but an initial one. */
  readonly of?: Standing | undefined;
  /** The case that is mended. */
  readonly answering?: string | undefined;
};

/** An application of any type: its parts, and beside them the ledger's own check of what one writes. */
export function Application({ place, start, of, answering }: Props) {
  const say = useRegister();
  const person = useSession()?.person;
  const own = person?.entity ?? '';
  const host = person?.msp ?? '';
  const holder = of?.entityId ?? own;
  const { draft, change, drop, begin } = useDraft(place, start);
  const profiles = useAsk(ProfilesDocument, {}).data?.profiles ?? [];
  const around = useAsk(PartiesDocument, {}).data;
  const parties = around?.entities.nodes ?? [];
  const here = around?.network.operator ?? '';
  const restricted = draft.disclosure === 'restricted';
  const ownMotion = of !== undefined && own !== of.entityId;
  const registrars = parties.filter(
    ({ id, roles }) => roles.includes('REGISTRAR') && id !== holder && id !== draft.transferee,
  );
  const holders = parties.filter(({ id, roles }) => roles.includes('HOLDER') && id !== holder);
  const profile = profiles.find(({ id }) => id === draft.profile);
  const check = usePrecheck(draft, { profile, holder, answering, at: restricted ? host : undefined });
  const seals = sealsHere(draft, host, here);
  const sending = useSending(() => send(draft, { holder, version: profile?.version ?? 1, answering }), drop);
  const another = () => {
    begin();
    sending.again();
  };
  if (sending.done)
    return <Submitted done={sending.done} restricted={restricted} again={of || answering ? undefined : another} />;
  const parts = PARTS[draft.type];
  return (
    <>
      <PageHead
        title={say(answering ? 'mend' : `title_${draft.type}`)}
        text={say(ownMotion ? 'text_ownMotion' : `text_${draft.type}`)}
      >
        {of || answering ? null : <ToBatch />}
        <Popconfirm title={say('discardSure')} onConfirm={begin}>
          <Button>{say('discard')}</Button>
        </Popconfirm>
      </PageHead>
      <div className="columns wide-left">
        <div className="stack">
          {of ? <AboutAsset of={of} /> : null}
          {parts.release ? <Files draft={draft} change={change} /> : null}
          {parts.release || restricted ? (
            <Disclosure
              draft={draft}
              change={change}
              host={host}
              here={here}
              fixed={of !== undefined || answering !== undefined}
            />
          ) : null}
          <Reason draft={draft} change={change} holders={holders} />
          <Where
            draft={draft}
            change={change}
            profiles={profiles}
            registrars={registrars}
            fixed={{ profile: of !== undefined || answering !== undefined, registrar: ownMotion || Boolean(answering) }}
          />
          {parts.asset ? <About draft={draft} change={change} profile={profile} /> : null}
          {parts.release ? <ReleasePart draft={draft} change={change} /> : null}
          {parts.release ? <Inputs draft={draft} change={change} holder={holder} /> : null}
          {parts.asset ? <Compliance draft={draft} change={change} holders={holders} /> : null}
          <Papers draft={draft} change={change} profile={profile} />
          {of ? <Changes draft={draft} of={of} profile={profile} parties={parties} /> : null}
        </div>
        <Precheck draft={draft} check={check}>
          <Button
            type="primary"
            size="large"
            block
            disabled={!check.passed || !seals}
            loading={sending.busy}
            onClick={() => void sending.start()}
          >
            {say(restricted && (parts.asset || parts.release) ? 'sealAndSubmit' : 'submit')}
          </Button>
          {sending.error === undefined ? null : <Refusal error={sending.error} />}
          <p className="hint">{say('saved')}</p>
        </Precheck>
      </div>
    </>
  );
}
