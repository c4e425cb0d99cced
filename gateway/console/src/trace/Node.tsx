import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useAsk } from '../data/query.ts';
import {
  TracePathDocument,
  TraceReachDocument,
  TraceReleaseDocument,
  type TraceReleaseQuery,
} from '../generated/trace.ts';
import { Answer } from '../parts/Answer.tsx';
import { AssetText } from '../parts/AssetText.tsx';
import { count } from '../parts/format.ts';
import { Go } from '../parts/Go.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { ReleaseText } from '../parts/ReleaseText.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Columns } from './Columns.tsx';
import type { About, Point } from './model.ts';
import type { Mark } from './pick.ts';
import type { Question } from './question.ts';
import { useTrace } from './words.ts';

type Found = NonNullable<TraceReleaseQuery['release']>;

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What a recall reaches, or would reach. */
function Impact({ of, use, onMark }: { readonly of: Found; readonly use: Question['use']; readonly onMark: Mark }) {
  const say = useTrace();
  const term = useTerm();
  const asked = useAsk(TraceReachDocument, { release: of.id }, { when: !of.recall && !use });
  if (of.recall) {
    const { as, reason, orderedAt, impact } = of.recall;
    return (
      <>
        <h3>{say('impact')}</h3>
        <p>
          <span className="tag bad">{say('recalled')}</span> {reason} <small>{term('Role', as)}</small>{' '}
          <small>
            <Moment time={orderedAt} />
          </small>
        </p>
        <p>
          {say('impactText', {
            count: count(impact.totalCount),
            entities: count(impact.entities),
            done: count(impact.acknowledged),
          })}
        </p>
        <Button size="small" onClick={() => onMark([of.id, ...impact.releases.map(({ id }) => id)])}>
          {say('impactShow')}
        </Button>
      </>
    );
  }
  const counts = asked.data?.trace.counts;
  if (!counts) return null;
  return (
    <>
      <h3>{say('reach')}</h3>
      <p>{say('reachText', { count: count(counts.nodes - 1), hidden: count(counts.hidden) })}</p>
      <Go to={`/trace/${of.id}?direction=downstream&depth=whole`}>{say('reachShow')}</Go>
    </>
  );
}

function Path({ from, to, of, onMark }: { from: string; to: string; of: Question; onMark: Mark }) {
  const say = useTrace();
  const asked = useAsk(TracePathDocument, { from, to, asOf: of.asOf, use: of.use });
  const found = asked.data?.tracePaths;
  if (!found) return null;
  if (found.counts.edges === 0) return <p>{say('pathNone')}</p>;
  return (
    <p>
      {say('pathText', { nodes: count(found.counts.nodes), edges: count(found.counts.edges) })}{' '}
      <Button size="small" onClick={() => onMark(found.table.ids)}>
        {say('path')}
      </Button>
    </p>
  );
}

type Props = {
  readonly point: Point;
  readonly about: About | undefined;
  readonly question: Question;
  readonly onMark: Mark;
};

function Release({ point, question, onMark, of }: Props & { readonly of: Found }) {
  const say = useTrace();
  const term = useTerm();
  useLanguage();
  const start = question.release;
  const ends = point.side === 'upstream' ? { from: point.id, to: start } : { from: start, to: point.id };
  return (
    <div className="stack">
      <dl className="facts">
        <Fact name={say('holder')}>{titled(of.entity?.title) || '—'}</Fact>
        <Fact name={say('grade')}>
          <Tag kind="Grade" value={of.grade?.grade ?? point.grade ?? 'GENERAL'} />
        </Fact>
        {of.asset ? (
          <Fact name={say('state')}>
            <Tag kind="AssetState" value={of.asset.state} /> <small>{term('Disclosure', of.disclosure)}</small>
          </Fact>
        ) : null}
        <Fact name={say('recorded')}>
          <Moment time={of.recorded.time} block={of.recorded.block} />
        </Fact>
        <Fact name={say('transaction')}>
          <Identifier value={of.recorded.transactionId} />
        </Fact>
      </dl>
      <span className="actions">
        {point.side === 'start' ? null : <Go to={`/trace/${of.id}`}>{say('traceHere')}</Go>}
        <Go to={`/assets/${of.assetId}`}>{say('toAsset')}</Go>
      </span>
      {point.side === 'start' ? null : <Path {...ends} of={question} onMark={onMark} />}
      <Impact of={of} use={question.use} onMark={onMark} />
      <Columns
        release={of.id}
        fields={of.asset?.text?.descriptor?.fields ?? []}
        asOf={question.asOf}
        use={question.use}
        onMark={onMark}
      />
      {of.text ? <ReleaseText of={of.text} /> : null}
      {of.asset?.text ? <AssetText of={of.asset.text} /> : null}
    </div>
  );
}

/** What there is to know of a node. */
export function NodeDetail(props: Props) {
  const { point, about } = props;
  const say = useTrace();
  const release = point.visible && about?.kind !== 'EXTERNAL';
  const asked = useAsk(TraceReleaseDocument, { id: point.id }, { when: release });
  if (!point.visible)
    return (
      <div className="stack">
        <p>{say('hiddenText')}</p>
        <dl className="facts">
          <Fact name={say('commitment')}>
            <Identifier value={point.id} />
          </Fact>
          <Fact name={say('grade')}>
            <Tag kind="Grade" value={point.grade ?? 'GENERAL'} />
          </Fact>
        </dl>
      </div>
    );
  if (!release) return <p>{say('external')}</p>;
  return (
    <Answer of={asked}>
      {({ release: of }) => {
        if (!of) return <Nothing>{say('gone')}</Nothing>;
        return of.id === point.id ? <Release key={of.id} {...props} of={of} /> : null;
      }}
    </Answer>
  );
}
