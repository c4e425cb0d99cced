import { useAsk } from '../data/query.ts';
import { EventsDocument } from '../generated/overview.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { useSession } from '../session/session.ts';
import { useCommand, WATCHED } from '../words/commands.ts';
import { useOverview } from './words.ts';

/** What just happened on the ledger, the newest first; the clock's ticks are left out. */
export function Events() {
  const say = useOverview();
  const command = useCommand();
  const session = useSession();
  const events = useAsk(EventsDocument, { functions: WATCHED }, { when: Boolean(session) });
  if (!session) return null;
  return (
    <Panel title={say('events')}>
      <Answer of={events}>
        {({ events: { nodes } }) => {
          if (nodes.length === 0) return <Nothing>{say('eventsNone')}</Nothing>;
          return (
            <ul className="rows">
              {nodes.map(({ function: name, subject, recorded }) => {
                const to = linkTo(subject);
                return (
                  <li key={`${recorded.transactionId}/${subject}`}>
                    <span className="row-head">
                      <span>{command(name)}</span>
                      <Identifier value={subject} {...(to ? { to } : {})} />
                    </span>
                    <small>
                      <Moment time={recorded.time} block={recorded.block} />
                    </small>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Answer>
    </Panel>
  );
}
