import '../words/trade-terms.ts';
import { usePages } from '../data/pages.ts';
import { MovesDocument } from '../generated/moves.ts';
import { subjectOf } from '../members/subject.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Go } from '../parts/Go.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCommand } from '../words/commands.ts';
import { useTerm } from '../words/terms.ts';
import { aboutOf, type Move } from './about.ts';
import { Decide, isAnswered } from './Decide.tsx';
import { useMoves } from './moves-words.ts';
import { Recalls } from './Recalls.tsx';

function Row({ of }: { readonly of: Move }) {
  const say = useMoves();
  const term = useTerm();
  const command = useCommand();
  const about = aboutOf(of);
  if (!about) return null;
  const { kind, name, parties, silence, place } = about;
  const title = kind === 'PROPOSAL' ? subjectOf(of.proposal?.content) : name;
  const said = [
    of.case ? term('CaseType', of.case.type) : say(`kind.${kind}`),
    ...parties,
    silence ? term(kind === 'ORDER' ? 'TradeSilence' : 'Silence', silence) : '',
  ];
  return (
    <li>
      <span className="row-head">
        <Go to={place}>{title || say('untitled')}</Go>
        <span className="tag info">{command(of.action)}</span>
        {of.case ? <Tag kind="CaseState" value={of.case.state} /> : null}
        {of.edge ? <Tag kind="EdgeState" value={of.edge.state} /> : null}
        <span className="end">
          <Deadline time={of.deadline} />
        </span>
      </span>
      <small>{said.filter(Boolean).join(' · ')}</small>
      {isAnswered(of) ? (
        <div>
          <Decide of={of} />
        </div>
      ) : null}
    </li>
  );
}

/** All that waits for the reader's entity, by the nearest deadline, with where it is done; recalls, which have none, below. */
export default function Moves() {
  const say = useMoves();
  const pages = usePages(MovesDocument, {}, ({ moves }) => moves);
  return (
    <>
      <Panel title={say('waiting')} extra={<Total of={pages} />}>
        <Paged of={pages} none={<Nothing>{say('waitingNone')}</Nothing>}>
          {(nodes) => (
            <ul className="rows">
              {nodes.map((move) => (
                <Row key={`${move.id} ${move.action}`} of={move} />
              ))}
            </ul>
          )}
        </Paged>
      </Panel>
      <Recalls />
    </>
  );
}
