import './lineage.css';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useAsk } from '../data/query.ts';
import { ReleaseEndDocument, type WhoseFragment } from '../generated/lineage.ts';
import { Answer } from '../parts/Answer.tsx';
import { Attachments } from '../parts/Attachments.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { intoView } from '../parts/into-view.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { type ClaimDraft, claimOf, columnsOf, emptyClaim, missingOf } from './claim.ts';
import { Mappings } from './Mappings.tsx';
import { releaseName } from './naming.ts';
import { ReleasePicker } from './ReleasePicker.tsx';
import { RunFields } from './RunFields.tsx';
import { useLineage } from './words.ts';

type Props = { readonly release: string; readonly onClose: () => void };
type Set = (part: Partial<ClaimDraft>) => void;

/** A claim that is being written is kept in this tab, over a reload. */
const place = (release: string) => `lineage/${release}`;

function useDraft(release: string, entity: string) {
  const [draft, setDraft] = useState<ClaimDraft>(() => {
    const kept = sessionStorage.getItem(place(release));
    return kept ? { ...emptyClaim(entity), ...(JSON.parse(kept) as ClaimDraft) } : emptyClaim(entity);
  });
  useEffect(() => sessionStorage.setItem(place(release), JSON.stringify(draft)), [release, draft]);
  return [draft, setDraft] as const;
}

type EndsProps = {
  readonly here: WhoseFragment;
  readonly me: string;
  readonly draft: ClaimDraft;
  readonly set: Set;
  readonly problem: boolean;
  readonly onOther: (release: WhoseFragment) => void;
};

/** On which side of the release the other end stands, and what that is. */
function Ends({ here, me, draft, set, problem, onOther }: EndsProps) {
  const say = useLineage();
  const mine = here.asset?.entityId === me;
  const outside = draft.side === 'upstream' && draft.where === 'outside';
  return (
    <>
      <div className="claim-ends">
        <span>
          {say('side')} <b>{releaseName(here, here.id)}</b>
        </span>
        <Tabs
          label={say('side')}
          of={(['upstream', 'downstream'] as const).map((value) => ({ value, text: say(value) }))}
          value={draft.side}
          onChange={(side) => set({ side, other: '', columns: [] })}
        />
        {draft.side === 'upstream' && mine ? (
          <Tabs
            label={say('where')}
            of={[
              { value: 'platform', text: say('platform') },
              { value: 'outside', text: say('outsideOf') },
            ]}
            value={draft.where}
            onChange={(where) => set({ where, columns: [] })}
          />
        ) : null}
      </div>
      {outside ? (
        <div className="form">
          <Labelled label={say('namespace')} required hint={say('namespaceHint')}>
            {(id) => (
              <Input
                id={id}
                maxLength={300}
                value={draft.namespace}
                onChange={({ target }) => set({ namespace: target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say('name')} required>
            {(id) => (
              <Input
                id={id}
                maxLength={300}
                value={draft.name}
                onChange={({ target }) => set({ name: target.value })}
              />
            )}
          </Labelled>
        </div>
      ) : (
        <Labelled
          label={say('other')}
          required
          hint={say(mine ? 'otherHint' : 'otherOwn')}
          problem={problem ? say('rank') : undefined}
        >
          {(id) => (
            <ReleasePicker
              id={id}
              value={draft.other}
              own={mine ? undefined : me}
              me={me}
              without={here.id}
              onChange={onOther}
            />
          )}
        </Labelled>
      )}
    </>
  );
}

type FormProps = Props & { readonly here: WhoseFragment; readonly me: string };

function Form({ release, here, me, onClose }: FormProps) {
  const say = useLineage();
  const shell = useShell();
  const term = useTerm();
  const language = useLanguage();
  const [draft, setDraft] = useDraft(release, me);
  const [bringing, setBringing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<{ readonly block: number; readonly state: string | null }>();
  const set: Set = (part) => setDraft((all) => ({ ...all, ...part }));
  const other =
    useAsk(ReleaseEndDocument, { id: draft.other }, { when: draft.other !== '' }).data?.release ?? undefined;
  const known = other?.id === draft.other ? other : undefined;
  const outside = draft.side === 'upstream' && draft.where === 'outside';
  const [from, to] = draft.side === 'upstream' ? [outside ? undefined : known, here] : [here, known];
  const wrongRank = !outside && from !== undefined && to !== undefined && from.rank >= to.rank;
  const missing = missingOf(draft);
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await act('lineage:claim', claimOf(release, draft)));
      sessionStorage.removeItem(place(release));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (done)
    return (
      <Dialog
        title={say('claim')}
        onClose={onClose}
        footer={
          <Button type="primary" onClick={onClose}>
            {shell('close')}
          </Button>
        }
      >
        <p role="status">
          {say('done', { block: done.block, state: term('EdgeState', (done.state ?? 'claimed').toUpperCase()) })}
        </p>
      </Dialog>
    );
  return (
    <Dialog
      wide
      title={say('claim')}
      onClose={onClose}
      footer={
        <>
          {missing.length > 0 ? (
            <span className="hint footnote">
              {say('missing', {
                fields: missing.map((name) => say(name as 'other')).join(language === 'zh' ? '、' : ', '),
              })}
            </span>
          ) : null}
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button
            type="primary"
            disabled={missing.length > 0 || wrongRank || bringing}
            loading={busy}
            onClick={() => void send()}
          >
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="hint">{say('claimText')}</p>
        <Ends
          here={here}
          me={me}
          draft={draft}
          set={set}
          problem={wrongRank}
          onOther={({ id }) => set({ other: id, columns: [] })}
        />
        <RunFields draft={draft} set={set} />
        <Mappings
          of={draft.columns}
          from={columnsOf(from)}
          to={columnsOf(to)}
          onChange={(columns) => set({ columns })}
        />
        <h3>{say('evidence')}</h3>
        <Attachments
          of={draft.evidence}
          onChange={(change) => setDraft((all) => ({ ...all, evidence: change(all.evidence) }))}
          onBusy={setBringing}
        />
        {error === undefined ? null : (
          <div ref={intoView}>
            <Refusal error={error} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** A claim that one release went into another, signed by the side that makes it. */
export default function ClaimForm({ release, onClose }: Props) {
  const say = useLineage();
  const shell = useShell();
  const me = useSession()?.person.entity;
  const asked = useAsk(ReleaseEndDocument, { id: release });
  if (me && asked.data?.release?.id === release)
    return <Form release={release} here={asked.data.release} me={me} onClose={onClose} />;
  return (
    <Dialog title={say('claim')} onClose={onClose} footer={<Button onClick={onClose}>{shell('close')}</Button>}>
      <Answer of={asked}>{() => <Nothing>{say('otherNone')}</Nothing>}</Answer>
    </Dialog>
  );
}
