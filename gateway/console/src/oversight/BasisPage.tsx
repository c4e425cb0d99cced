import { Link } from 'react-router';
import { Papers } from '../case/Papers.tsx';
import { useAsk } from '../data/query.ts';
import { BasisPageDocument, type BasisPageQuery } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Named } from '../session/Named.tsx';
import { useNames } from '../session/names.ts';
import { useHasRole, useSession } from '../session/session.ts';
import { useTerm } from '../words/terms.ts';
import { isStanding, movesOfBasis } from './moves.ts';
import { Fact, Ways } from './Shown.tsx';
import { BASIS_TONES } from './tones.ts';
import { traceUnder } from './trace-under.ts';
import { useOversight } from './words.ts';

type Found = NonNullable<BasisPageQuery['basis']>;

function Facts({ of }: { readonly of: Found }) {
  const say = useOversight();
  const names = useNames();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <Fact name={say('law')}>{of.law}</Fact>
        <Fact name={say('purpose')}>{of.purpose}</Fact>
        <Fact name={say('by')}>
          {names.entity(of.agencyId)} · {of.recordedBy.person}
        </Fact>
        <Fact name={say('until')}>
          <Deadline time={of.until} />
        </Fact>
        <Fact name={say('starts')}>
          {of.starts.map((id) => (
            <div key={id}>
              <Named id={id} />
            </div>
          ))}
        </Fact>
        {of.ended ? (
          <Fact name={say('ended')}>
            {names.signer(of.ended.by)} · {of.ended.reason} · <Moment time={of.ended.at} />
          </Fact>
        ) : null}
        <Fact name={say('recorded')}>
          <Moment time={of.recordedAt} block={of.recorded.block} />
        </Fact>
      </dl>
      <h3>{say('instruments')}</h3>
      <Papers papers={of.instruments} />
    </Panel>
  );
}

function Uses({ of }: { readonly of: Found }) {
  const say = useOversight();
  const term = useTerm();
  const now = useNow();
  const me = useSession()?.person;
  const agency = useHasRole('AGENCY');
  return (
    <Panel title={say('uses')}>
      {of.uses.length === 0 ? <Nothing>{say('usesNone')}</Nothing> : null}
      <ul className="rows">
        {of.uses.map((use) => {
          const lasts = Date.parse(use.until) > now && of.state === 'IN_FORCE';
          const own = agency && use.by.msp === me?.msp && use.by.person === me.name;
          return (
            <li key={use.id}>
              <span className="row-head">
                <span>{use.reason}</span>
                <Identifier value={use.id} />
                {lasts ? (
                  <span className="end">
                    {say('useUntil')} <Deadline time={use.until} />
                  </span>
                ) : (
                  <span className="tag plain end">{say('useOver')}</span>
                )}
              </span>
              <small>
                <Named id={use.start} /> · {term('BasisDirection', use.direction)} ·{' '}
                {say('depth', { count: use.depth })} · {use.by.person} ·{' '}
                <Moment time={use.recorded.time} block={use.recorded.block} />
              </small>
              {lasts && own ? (
                <span className="act-links">
                  <Link className="act-link first" to={traceUnder(use)}>
                    {say('trace')}
                  </Link>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** One legal basis: the provision, the papers, from where one may trace, and each use. */
export function BasisPage({ id }: { readonly id: string }) {
  const say = useOversight();
  const me = useSession()?.person;
  const now = useNow();
  const asked = useAsk(BasisPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ basis }) =>
        basis ? (
          <>
            <PageHead
              title={
                <>
                  {say('bases')}{' '}
                  {basis.state === 'IN_FORCE' && !isStanding(basis, now) ? (
                    <span className="tag plain">{say('over')}</span>
                  ) : (
                    <Tag kind="BasisState" value={basis.state} tone={BASIS_TONES[basis.state]} />
                  )}
                </>
              }
              text={<Identifier value={basis.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Uses of={basis} />
                <Facts of={basis} />
              </div>
              <Ways of={movesOfBasis(basis, me, now)} />
            </div>
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
