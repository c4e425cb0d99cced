import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { type ProposalState, ProposalsDocument } from '../generated/members.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { subjectOf } from './subject.ts';
import { useMembers } from './words.ts';

export const PROPOSAL_TONES = {
  OPEN: 'info',
  ENACTED: 'good',
  REJECTED: 'bad',
  EXPIRED: 'plain',
} as const satisfies Readonly<Record<ProposalState, string>>;

/** What was proposed, the newest first. */
export function Proposals() {
  const say = useMembers();
  const shell = useShell();
  const term = useTerm();
  useLanguage();
  const asked = useAsk(ProposalsDocument, {});
  return (
    <Panel
      title={say('proposals')}
      extra={<small>{asked.data ? shell('all', { count: asked.data.proposals.totalCount }) : ''}</small>}
    >
      <Answer of={asked}>
        {({ proposals: { nodes } }) =>
          nodes.length === 0 ? (
            <Nothing>{say('proposalsNone')}</Nothing>
          ) : (
            <ul className="rows">
              {nodes.map(({ id, kind, content, state, proposer, openedAt, expiresAt, tally, votes }) => (
                <li key={id}>
                  <span className="row-head">
                    <Link to={`/proposals/${id}`} className="big">
                      {[term('ProposalKind', kind), subjectOf(content)].filter(Boolean).join('：')}
                    </Link>
                    <Tag kind="ProposalState" value={state} tone={PROPOSAL_TONES[state]} />
                    <span className="end">{state === 'OPEN' ? <Deadline time={expiresAt} /> : null}</span>
                  </span>
                  <small>
                    {proposer.msp} · <Moment time={openedAt} /> ·{' '}
                    {tally ? say('tally', { ...tally }) : say('cast', { count: votes.length })}
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
