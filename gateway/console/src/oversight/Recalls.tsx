import { Link } from 'react-router';
import { usePages } from '../data/pages.ts';
import { useAsk } from '../data/query.ts';
import { type RecalledFragment, RecallNoticesDocument, RecallsDocument } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useHasRole, useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Acts } from './Act.tsx';
import { movesOfNotice, movesOfRecall } from './moves.ts';
import { NodeNamed } from './Shown.tsx';
import { nameOfRelease } from './titles.ts';
import { RECALL_TONES } from './tones.ts';
import { useOversight } from './words.ts';

function Head({ of }: { readonly of: RecalledFragment }) {
  const term = useTerm();
  const names = useNames();
  return (
    <>
      <span className="row-head">
        <Link to={`/oversight/${of.id}`} className="big">
          {nameOfRelease(of.release) || of.releaseId}
        </Link>
        <Tag kind="RecallState" value={of.state} tone={RECALL_TONES[of.state]} />
      </span>
      <span>{of.reason}</span>
      <small>
        {names.signer(of.orderedBy)} ({term('RecallOrderer', of.as)}) ·{' '}
        <Moment time={of.orderedAt} block={of.recorded.block} />
      </small>
    </>
  );
}

/** One recall in a list. */
export function RecallRow({ of }: { readonly of: RecalledFragment }) {
  const me = useSession()?.person;
  return (
    <li>
      <Head of={of} />
      <Acts of={movesOfRecall(of, me)} />
    </li>
  );
}

function Notices() {
  const say = useOversight();
  const term = useTerm();
  const me = useSession()?.person;
  const asked = useAsk(RecallNoticesDocument, {}, { when: Boolean(me?.entity) });
  if (!me?.entity) return null;
  return (
    <Panel
      title={say('notices')}
      className={asked.data?.recallNotices.some((one) => !one.acknowledgement) ? 'next' : ''}
    >
      <Answer of={asked}>
        {({ recallNotices }) =>
          recallNotices.length === 0 ? (
            <Nothing>{say('noticesNone')}</Nothing>
          ) : (
            <>
              <p className="hint lead">{say('noticesText')}</p>
              <ul className="rows">
                {recallNotices.map((notice) => (
                  <li key={notice.recall.id}>
                    <Head of={notice.recall} />
                    <span>
                      {say('reaches', { count: count(notice.releases.length) })}：
                      {notice.releases.slice(0, 5).map((release) => (
                        <NodeNamed key={release.id} id={release.id} release={release} />
                      ))}
                    </span>
                    <span>
                      {notice.acknowledgement ? (
                        <>
                          <span className="tag good">
                            {say('acknowledged', { action: term('RecallAction', notice.acknowledgement.action) })}
                          </span>{' '}
                          {notice.acknowledgement.statement}
                        </>
                      ) : (
                        <span className="tag warn">{say('notAcknowledged')}</span>
                      )}
                    </span>
                    <Acts of={movesOfNotice(notice, me)} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answer>
    </Panel>
  );
}

/** Recalls that reach one's own releases, and all that one may see. */
export function Recalls() {
  const say = useOversight();
  useLanguage();
  const orders = useHasRole('HOLDER', 'REGULATOR');
  const pages = usePages(RecallsDocument, {}, ({ recalls }) => recalls);
  return (
    <div className="stack">
      <Notices />
      <Panel
        title={say('recalls')}
        extra={
          <>
            {orders ? <Acts of={[{ command: 'recall:order', known: {} }]} /> : null}
            <Total of={pages} />
          </>
        }
      >
        <p className="hint lead">{say('recallsText')}</p>
        <Paged of={pages} none={<Nothing>{say('recallsNone')}</Nothing>}>
          {(nodes) => (
            <ul className="rows">
              {nodes.map((one) => (
                <RecallRow key={one.id} of={one} />
              ))}
            </ul>
          )}
        </Paged>
      </Panel>
    </div>
  );
}
