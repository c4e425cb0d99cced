import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { type AnswerableFragment, EdgesOfDocument } from '../generated/lineage.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { count } from '../parts/format.ts';
import { Go } from '../parts/Go.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { ClaimButton } from './ClaimButton.tsx';
import { EdgeMoves } from './EdgeMoves.tsx';
import { inputName, outputName } from './naming.ts';
import { useLineage } from './words.ts';

const SHOWN = 20;

type Side = 'inputs' | 'outputs';

/** Whose answer an edge waits for, by its name where an end of the edge tells it. */
function waiter({ next, fromRelease, toRelease }: AnswerableFragment): string {
  const whose = [fromRelease, toRelease].map((release) => release?.asset?.entity);
  return titled(whose.find((entity) => entity?.id === next?.entity)?.title) || (next?.entity ?? '');
}

function Row({ edge, side }: { readonly edge: AnswerableFragment; readonly side: Side }) {
  const say = useLineage();
  const term = useTerm();
  const { next, state } = edge;
  const other = side === 'inputs' ? edge.fromRelease : edge.toRelease;
  const at = encodeURIComponent(`${edge.from}>${edge.to}`);
  const about = [
    titled(other?.asset?.entity?.title) || (edge.fromExternal && side === 'inputs' ? say('outside') : ''),
    next ? say(next.mover === 'ARBITER' ? 'waitsArbiter' : 'waitsFor', { who: waiter(edge) }) : '',
    next ? term('Silence', next.silence) : '',
  ];
  return (
    <li>
      <span className="row-head">
        <Go to={`/trace/${side === 'inputs' ? edge.to : edge.from}?at=${at}`}>
          {side === 'inputs' ? inputName(edge, say) : outputName(edge)}
        </Go>
        <Tag kind="EdgeState" value={state} />
        {next ? (
          <span className="end">
            <Deadline time={next.deadline} />
          </span>
        ) : null}
      </span>
      <small>{about.filter(Boolean).join(' · ')}</small>
      <EdgeMoves of={edge} />
    </li>
  );
}

function Rows({ of, total, side, release }: RowsProps) {
  const say = useLineage();
  const left = total - of.length;
  return (
    <>
      <h3>{say(side)}</h3>
      {of.length === 0 ? <p className="hint">{say(side === 'inputs' ? 'inputsNone' : 'outputsNone')}</p> : null}
      <ul className="rows">
        {of.map((edge) => (
          <Row key={`${edge.from}/${edge.to}`} edge={edge} side={side} />
        ))}
      </ul>
      {left > 0 ? <Go to={`/trace/${release}?view=list`}>{say('more', { count: count(left) })}</Go> : null}
    </>
  );
}

type RowsProps = {
  readonly of: readonly AnswerableFragment[];
  readonly total: number;
  readonly side: Side;
  readonly release: string;
};

/** The newest of an asset's releases stands first. */
type Props = { readonly releases: readonly { readonly id: string; readonly label?: string | null | undefined }[] };

/** Edges of an asset's releases, one release at a time: in which state they are, who is to answer, and answering. */
export function EdgeList({ releases }: Props) {
  const say = useLineage();
  useLanguage();
  const member = Boolean(useSession()?.person.entity);
  const [picked, setPicked] = useState<string>();
  const release = releases.find(({ id }) => id === picked)?.id ?? releases[0]?.id ?? '';
  const asked = useAsk(EdgesOfDocument, { release, first: SHOWN }, { when: member && release !== '' });
  if (!member || release === '') return null;
  return (
    <Panel title={say('list')} extra={<ClaimButton key={release} release={release} />}>
      <p className="hint">{say('listText')}</p>
      {releases.length > 1 ? (
        <p className="of-release">
          {say('ofRelease')}{' '}
          <select aria-label={say('ofRelease')} value={release} onChange={({ target }) => setPicked(target.value)}>
            {releases.map(({ id, label }) => (
              <option key={id} value={id}>
                {label ?? id}
              </option>
            ))}
          </select>
        </p>
      ) : null}
      <Answer of={asked}>
        {({ inputs, outputs }) =>
          inputs.nodes.length + outputs.nodes.length === 0 ? (
            <Nothing>{say('inputsNone')}</Nothing>
          ) : (
            <div className="stack">
              <Rows of={inputs.nodes} total={inputs.totalCount} side="inputs" release={release} />
              <Rows of={outputs.nodes} total={outputs.totalCount} side="outputs" release={release} />
            </div>
          )
        }
      </Answer>
    </Panel>
  );
}
