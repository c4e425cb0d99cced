import { Link, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { ProposalPageDocument, type ProposalPageQuery } from '../generated/members.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Lines } from '../session/Lines.tsx';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Ballot } from './Ballot.tsx';
import { PROPOSAL_TONES } from './Proposals.tsx';
import { subjectOf } from './subject.ts';
import { useMembers } from './words.ts';

type Found = NonNullable<ProposalPageQuery['proposal']>;

const withoutKind = (content: unknown) => {
  const { kind: _kind, ...rest } = content as { readonly kind: string };
  return rest;
};

function Votes({ of: { votes, tally } }: { readonly of: Found }) {
  const say = useMembers();
  const term = useTerm();
  return (
    <Panel title={say('votes')} extra={tally ? <small>{say('tally', { ...tally })}</small> : null}>
      {votes.length === 0 ? <Nothing>{say('votesNone')}</Nothing> : null}
      <ul className="rows">
        {votes.map(({ as, voter, inFavour, reason, by, recorded }) => (
          <li key={`${as}/${voter}`}>
            <span className="row-head">
              <span>{voter}</span>
              <span className={inFavour ? 'tag good' : 'tag bad'}>{say(inFavour ? 'inFavour' : 'against')}</span>
            </span>
            {reason ? <p>{reason}</p> : null}
            <small>
              {term('VoterKind', as)} · {by.person} · <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Facts({ of }: { readonly of: Found }) {
  const say = useMembers();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <dt>{say('proposer')}</dt>
        <dd>
          {of.proposer.msp} / {of.proposer.person}
        </dd>
        <dt>{say('opened')}</dt>
        <dd>
          <Moment time={of.openedAt} />
        </dd>
        <dt>{say('expires')}</dt>
        <dd>
          <Moment time={of.expiresAt} />
        </dd>
        <dt>{say('regulator')}</dt>
        <dd>{say(of.needsRegulator ? 'yes' : 'no')}</dd>
      </dl>
      {of.execution ? <p>{say('execution', { sequence: of.execution.sequence })}</p> : null}
    </Panel>
  );
}

/** One proposal: what it says, who voted how, and one's own vote. */
export default function Proposal() {
  const say = useMembers();
  const term = useTerm();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(ProposalPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ proposal: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {[term('ProposalKind', found.kind), subjectOf(found.content)].filter(Boolean).join('：')}{' '}
                  <Tag kind="ProposalState" value={found.state} tone={PROPOSAL_TONES[found.state]} />
                </>
              }
              text={<Identifier value={found.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Panel
                  title={say('vote')}
                  className="next"
                  extra={found.state === 'OPEN' ? <Deadline time={found.expiresAt} /> : null}
                >
                  {found.state === 'OPEN' ? <Ballot of={found} /> : <p>{say('over')}</p>}
                </Panel>
                <Panel title={say('content')}>
                  <Lines of={withoutKind(found.content)} />
                </Panel>
              </div>
              <div className="stack">
                <Facts of={found} />
                <Votes of={found} />
              </div>
            </div>
          </>
        ) : (
          <Nothing action={<Link to="/members?view=proposals">{say('proposals')}</Link>}>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
