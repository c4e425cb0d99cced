import { Button } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { WaitingDocument } from '../generated/overview.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useOverview } from './words.ts';

/** Cases in which one's entity moves next, by nearest deadline, with what silence does. */
export function Waiting() {
  const say = useOverview();
  const term = useTerm();
  const command = useCommand();
  const session = useSession();
  const waiting = useAsk(WaitingDocument, {}, { when: Boolean(session) });
  if (!session) {
    return (
      <Panel title={say('waiting')}>
        <Nothing
          action={
            <Link to="/sign-in" state={{ back: '/' }}>
              <Button type="primary">{say('signIn')}</Button>
            </Link>
          }
        >
          {say('waitingNobody')}
        </Nothing>
      </Panel>
    );
  }
  return (
    <Panel title={say('waiting')}>
      <Answer of={waiting}>
        {({ waiting: { nodes } }) =>
          nodes.length === 0 ? (
            <Nothing>{say('waitingNone')}</Nothing>
          ) : (
            <ul className="rows">
              {nodes.map(({ id, type, state, applicant, next, application, asset }) => (
                <li key={id}>
                  <span className="row-head">
                    <Link to={`/cases/${id}`}>
                      {titled(
                        application?.asset?.descriptor?.title ??
                          application?.batch?.title ??
                          asset?.text?.descriptor?.title,
                      ) || say('untitled')}
                    </Link>
                    <Tag kind="CaseState" value={state} />
                    {next ? (
                      <span className="end">
                        <Deadline time={next.deadline} />
                      </span>
                    ) : null}
                  </span>
                  <small>
                    {[
                      term('CaseType', type),
                      titled(applicant?.title),
                      next ? command(next.action) : '',
                      term('Silence', next?.silence),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
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
