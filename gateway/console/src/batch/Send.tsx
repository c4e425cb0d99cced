import { SuyuanError } from '@suyuan/client/errors';
import { Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { count } from '../parts/format.ts';
import { intoView } from '../parts/into-view.ts';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act } from '../session/act.ts';
import { bring } from '../session/documents.ts';
import { useLanguage } from '../words/i18n.ts';
import { inApi } from '../words/terms.ts';
import type { Profile } from './About.tsx';
import type { BatchDraft } from './kept.ts';
import { leavesOf } from './leaves.ts';
import { lineOf } from './row.ts';
import { useBatch } from './words.ts';

/** What became of a batch: the case, or the transaction of an earlier try that was taken already. */
export type Sent = {
  readonly count: number;
  readonly block?: number;
  readonly case?: string;
  readonly transaction?: string;
};

type Props = {
  readonly draft: BatchDraft;
  readonly profile: Profile | undefined;
  readonly entity: string;
  /** Rows that were not checked as they are, and rows with something to mend. */
  readonly unchecked: number;
  readonly wrong: number;
  readonly keep: () => Promise<void>;
  readonly onSent: (sent: Sent) => void;
};

type Stage = { readonly name: 'making' | 'bringing' | 'signing'; readonly at: number };

function missingOf(draft: BatchDraft, profile: Profile | undefined) {
  const always = profile?.evidence.filter(({ when }) => when === 'ALWAYS') ?? [];
  const there = draft.evidence.map(({ kind }) => inApi(kind));
  return [
    ...(draft.titleZh.trim() ? [] : ['titleZh' as const]),
    ...(profile ? [] : ['profile' as const]),
    ...(draft.registrar ? [] : ['registrar' as const]),
    ...(draft.rows.length > 0 ? [] : ['rows' as const]),
    ...(always.every(({ kind }) => there.includes(kind)) ? [] : ['evidence' as const]),
  ];
}

/**
 * Sends the batch: its leaves file is made and kept at one's gateway, then one command is signed. Broken off anywhere, it is
 * sent again as the same command with the same file, which the ledger takes once.
 */
export function Send({ draft, profile, entity, unchecked, wrong, keep, onSent }: Props) {
  const say = useBatch();
  const language = useLanguage();
  const [stage, setStage] = useState<Stage>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  const missing = missingOf(draft, profile);
  const total = draft.rows.length;
  const send = async () => {
    if (!profile) return;
    const stop = new AbortController();
    running.current = stop;
    setError(undefined);
    setStage({ name: 'making', at: 0 });
    try {
      await keep();
      const lines = draft.rows.map((row) => lineOf(row, draft.common, entity, draft.begun));
      const title = { zh: draft.titleZh.trim(), ...(draft.titleEn.trim() ? { en: draft.titleEn.trim() } : {}) };
      const made = await leavesOf(lines, { entity, title }, (at) => setStage({ name: 'making', at }), stop.signal);
      setStage({ name: 'bringing', at: 0 });
      await bring(made.file, 'application/x-ndjson', (sent, of) => setStage({ name: 'bringing', at: sent / of }));
      stop.signal.throwIfAborted();
      setStage({ name: 'signing', at: 1 });
      const done = await act('registration:submit', {
        commandId: draft.commandId,
        profile: { id: profile.id, version: profile.version },
        registrar: draft.registrar,
        application: { type: 'batch', batch: made.text, evidence: [...draft.evidence] },
      } as Parameters<typeof act<'registration:submit'>>[1]);
      onSent({ count: total, block: done.block, case: done.subject });
    } catch (problem) {
      if (problem instanceof SuyuanError && problem.code === 'COMMAND_REPEATED') {
        onSent({ count: total, transaction: String(problem.details.params?.txId ?? '') });
        return;
      }
      if (!stop.signal.aborted) setError(problem);
    } finally {
      setStage(undefined);
    }
  };
  const names = missing.map((name) => say(name)).join(language === 'zh' ? '、' : ', ');
  const percent = Math.round((stage?.at ?? 0) * 100);
  return (
    <Panel title={say('send', { count: count(total) })}>
      <p className="hint">{say('sendHint')}</p>
      {missing.length > 0 ? <p className="problem">{say('fill', { fields: names })}</p> : null}
      {wrong > 0 ? <p className="problem">{say('checkedSome', { wrong: count(wrong) })}</p> : null}
      {wrong === 0 && unchecked > 0 ? <p>{say('toCheck', { count: count(unchecked) })}</p> : null}
      {wrong === 0 && unchecked === 0 && total > 0 ? (
        <p className="tag good">{say('checkedAll', { count: count(total) })}</p>
      ) : null}
      {stage ? (
        <div role="status">
          {say(stage.name, { percent })}
          <Progress percent={percent} showInfo={false} size="small" aria-label={say(stage.name, { percent })} />
        </div>
      ) : null}
      {error === undefined ? null : (
        <div ref={intoView}>
          <Refusal error={error} />
        </div>
      )}
      <div className="actions">
        <Button
          type="primary"
          disabled={missing.length > 0 || wrong > 0 || unchecked > 0}
          loading={stage !== undefined}
          onClick={() => void send()}
        >
          {say('send', { count: count(total) })}
        </Button>
        {stage && stage.name !== 'signing' ? (
          <Button onClick={() => running.current?.abort()}>{say('stop')}</Button>
        ) : null}
      </div>
    </Panel>
  );
}

/** That it is sent, and where to go on. */
export function IsSent({ of, onAgain }: { readonly of: Sent; readonly onAgain: () => void }) {
  const say = useBatch();
  return (
    <Panel title={say('title')}>
      <p role="status">{of.case ? say('sent', { count: count(of.count), block: of.block ?? 0 }) : say('sentBefore')}</p>
      <div className="actions">
        {of.case ? <Link to={`/cases/${of.case}`}>{say('toCase')}</Link> : null}
        {of.transaction ? <Link to={`/transactions/${of.transaction}`}>{say('toTransaction')}</Link> : null}
        <Button onClick={onAgain}>{say('again')}</Button>
      </div>
    </Panel>
  );
}
