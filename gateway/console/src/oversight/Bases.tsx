import { Link } from 'react-router';
import { usePages } from '../data/pages.ts';
import { BasesDocument } from '../generated/oversight.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useHasRole, useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { Acts } from './Act.tsx';
import { isStanding, movesOfBasis } from './moves.ts';
import { BASIS_TONES } from './tones.ts';
import { useOversight } from './words.ts';

const RECORD = [{ command: 'basis:record', known: {} }] as const;

/** On what agencies trace. */
export function Bases() {
  const say = useOversight();
  useLanguage();
  const names = useNames();
  const me = useSession()?.person;
  const now = useNow();
  const agency = useHasRole('AGENCY');
  const pages = usePages(BasesDocument, {}, ({ bases }) => bases);
  return (
    <Panel
      title={say('bases')}
      extra={
        <>
          {agency ? <Acts of={RECORD} /> : null}
          <Total of={pages} />
        </>
      }
    >
      <p className="hint lead">{say('basesText')}</p>
      <Paged of={pages} none={<Nothing action={agency ? <Acts of={RECORD} /> : null}>{say('basesNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => {
              const { id, law, purpose, state, agencyId, until, recordedBy, recordedAt, recorded } = one;
              const over = state === 'IN_FORCE' && !isStanding(one, now);
              return (
                <li key={id}>
                  <span className="row-head">
                    <Link to={`/oversight/${id}`} className="big">
                      {law}
                    </Link>
                    {over ? (
                      <span className="tag plain">{say('over')}</span>
                    ) : (
                      <Tag kind="BasisState" value={state} tone={BASIS_TONES[state]} />
                    )}
                    {state === 'IN_FORCE' ? (
                      <span className="end">
                        {say('until')} <Deadline time={until} />
                      </span>
                    ) : null}
                  </span>
                  <span>{purpose}</span>
                  <small>
                    {names.entity(agencyId)} · {recordedBy.person} · <Moment time={recordedAt} block={recorded.block} />
                  </small>
                  <Acts of={movesOfBasis(one, me, now)} />
                </li>
              );
            })}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
