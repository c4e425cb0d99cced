import './batch.css';
import { Button, Popconfirm, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { BatchSettingDocument } from '../generated/batch.ts';
import { Attachments } from '../parts/Attachments.tsx';
import { count } from '../parts/format.ts';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { About, type Profile } from './About.tsx';
import { Rows } from './Rows.tsx';
import { IsSent, Send, type Sent } from './Send.tsx';
import { Sources } from './Sources.tsx';
import { useBatchDraft } from './use-batch.ts';
import { useChecks } from './use-checks.ts';
import { useBatch } from './words.ts';

type Held = ReturnType<typeof useBatchDraft>;
type Props = Held & { readonly draft: NonNullable<Held['draft']>; readonly entity: string };

function Checking({ of, onCheck }: { readonly of: ReturnType<typeof useChecks>; readonly onCheck: boolean }) {
  const say = useBatch();
  const { check, progress, error, stop } = of;
  return (
    <>
      <div className="actions">
        <Button disabled={!onCheck} loading={progress !== undefined} onClick={() => void check()}>
          {say('check')}
        </Button>
        {progress ? (
          <>
            <span role="status">{say('checking', { done: count(progress.done), of: count(progress.of) })}</span>
            <Button onClick={stop}>{say('stop')}</Button>
          </>
        ) : null}
      </div>
      {progress ? (
        <Progress
          percent={progress.of === 0 ? 100 : Math.round((progress.done / progress.of) * 100)}
          showInfo={false}
          size="small"
          aria-label={say('check')}
        />
      ) : null}
      {error === undefined ? null : <Refusal error={error} again={() => void check()} />}
    </>
  );
}

function Evidence({ draft, change, profile }: Props & { readonly profile: Profile | undefined }) {
  const say = useBatch();
  const term = useTerm();
  const language = useLanguage();
  const kinds = profile?.evidence.filter(({ when }) => when === 'ALWAYS').map(({ kind }) => term('EvidenceKind', kind));
  return (
    <Panel title={say('evidence')}>
      <p className="hint">{say('evidenceText', { kinds: kinds?.join(language === 'zh' ? '、' : ', ') || '—' })}</p>
      <Attachments
        likely="source-statement"
        of={draft.evidence}
        onChange={(next) => change((now) => ({ evidence: next(now.evidence) }))}
      />
    </Panel>
  );
}

function Making(props: Props) {
  const { draft, change, renew, keep, entity } = props;
  const say = useBatch();
  const setting = useAsk(BatchSettingDocument, {}).data;
  const profiles = setting?.profiles ?? [];
  const registrars = (setting?.entities.nodes ?? []).filter(
    ({ id, roles }) => roles.includes('REGISTRAR') && id !== entity,
  );
  const [sent, setSent] = useState<Sent>();
  const profile = profiles.find(({ id }) => id === draft.profile);
  const checking = useChecks(draft, profile?.version, entity);
  const { checks } = checking;
  if (sent)
    return (
      <IsSent
        of={sent}
        onAgain={() => {
          renew();
          setSent(undefined);
        }}
      />
    );
  const wrong = draft.rows.filter((row) => checks.wrongIn(row) > 0).length;
  const unchecked = draft.rows.filter((row) => !checks.isChecked(row) && checks.unfilledIn(row).length === 0).length;
  return (
    <>
      <Sources rows={draft.rows} change={change} />
      <About draft={draft} change={change} profiles={profiles} registrars={registrars} />
      <Checking of={checking} onCheck={Boolean(profile && draft.registrar) && unchecked > 0} />
      <Rows draft={draft} change={change} checks={checks} />
      <Evidence {...props} profile={profile} />
      <Send
        draft={draft}
        profile={profile}
        entity={entity}
        unchecked={unchecked}
        wrong={wrong}
        keep={keep}
        onSent={(done) => {
          setSent(done);
          renew();
        }}
      />
      <p className="hint">
        {say('draft')}{' '}
        <Popconfirm title={say('clearSure')} onConfirm={renew}>
          <Button size="small" danger>
            {say('clear')}
          </Button>
        </Popconfirm>
      </p>
    </>
  );
}

/** Many assets registered together: from a table or a folder of files, to one application signed once. */
export default function Batch() {
  const say = useBatch();
  useLanguage();
  const entity = useSession()?.person.entity ?? '';
  const held = useBatchDraft(entity);
  return (
    <>
      <PageHead title={say('title')} text={say('text')}>
        <Link to="/register">
          <Button>{say('single')}</Button>
        </Link>
      </PageHead>
      <div className="stack">{held.draft ? <Making {...held} draft={held.draft} entity={entity} /> : null}</div>
    </>
  );
}
