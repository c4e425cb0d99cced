import { Papers } from '../case/Papers.tsx';
import { useAsk } from '../data/query.ts';
import { RecallNoticesDocument, RecallPageDocument, type RecallPageQuery } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Go } from '../parts/Go.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { movesOfNotice, movesOfRecall } from './moves.ts';
import { Fact, Life, NodeNamed, Ways } from './Shown.tsx';
import { nameOfRelease } from './titles.ts';
import { RECALL_TONES } from './tones.ts';
import { useOversight } from './words.ts';

type Found = NonNullable<RecallPageQuery['recall']>;

function Facts({ of }: { readonly of: Found }) {
  const say = useOversight();
  const term = useTerm();
  const names = useNames();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <Fact name={say('release')}>
          <NodeNamed id={of.releaseId} release={of.release} />
        </Fact>
        <Fact name={say('reason')}>{of.reason}</Fact>
        <Fact name={say('orderedBy')}>
          {names.signer(of.orderedBy)} ({term('RecallOrderer', of.as)})
        </Fact>
        <Fact name={say('holder')}>{titled(of.holder?.title)}</Fact>
        {of.replacementId ? (
          <Fact name={say('replacement')}>
            <NodeNamed id={of.replacementId} release={of.replacement} />
          </Fact>
        ) : null}
        {of.withdrawal ? (
          <Fact name={say('withdrawn')}>
            {names.signer(of.withdrawal.by)} · {of.withdrawal.reason}
          </Fact>
        ) : null}
        <Fact name={say('recorded')}>
          <Moment time={of.recorded.time} block={of.recorded.block} />
        </Fact>
      </dl>
      {of.evidence.length > 0 ? (
        <>
          <h3>{say('evidence')}</h3>
          <Papers papers={of.evidence} />
        </>
      ) : null}
    </Panel>
  );
}

function Impact({ of: { impact, releaseId } }: { readonly of: Found }) {
  const say = useOversight();
  const { totalCount, entities, acknowledged, releases } = impact;
  return (
    <Panel
      title={say('impact')}
      extra={<Go to={`/trace/${releaseId}?direction=downstream&depth=whole`}>{say('downstream')}</Go>}
    >
      {totalCount === 0 ? (
        <Nothing>{say('impactNone')}</Nothing>
      ) : (
        <>
          <p>{say('impactText', { count: count(totalCount), entities: count(entities), done: count(acknowledged) })}</p>
          <ul className="rows">
            {releases.map((one) => (
              <li key={one.id}>
                <span className="row-head">
                  <span>
                    {one.visible ? (
                      <NodeNamed id={one.id} release={one.release} />
                    ) : (
                      <>
                        {say('hidden')} <Identifier value={one.id} />
                      </>
                    )}
                  </span>
                  <small>{titled(one.entity?.title)}</small>
                  <span className={`tag end ${one.acknowledged ? 'good' : 'warn'}`}>
                    {say(one.acknowledged ? 'done' : 'open')}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {totalCount > releases.length ? (
            <p className="hint">{say('impactMore', { count: count(releases.length) })}</p>
          ) : null}
        </>
      )}
    </Panel>
  );
}

function Acknowledgements({ of: { acknowledgements } }: { readonly of: Found }) {
  const say = useOversight();
  const term = useTerm();
  return (
    <Panel title={say('acknowledgements')}>
      {acknowledgements.length === 0 ? <p className="hint">{say('acknowledgementsNone')}</p> : null}
      <ul className="rows">
        {acknowledgements.map(({ entityId, entity, action, statement, by, recorded }) => (
          <li key={entityId}>
            <span className="row-head">
              <span>{titled(entity?.title) || entityId}</span>
              <span className="tag good">{term('RecallAction', action)}</span>
            </span>
            <span>{statement}</span>
            <small>
              {by.person} · <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** One recall: what is wrong, what it reaches, who has acknowledged, and what one can do. */
export function RecallPage({ id }: { readonly id: string }) {
  const say = useOversight();
  useLanguage();
  const me = useSession()?.person;
  const asked = useAsk(RecallPageDocument, { id });
  const notices = useAsk(RecallNoticesDocument, {}, { when: Boolean(me?.entity) }).data?.recallNotices;
  const notice = notices?.find(({ recall }) => recall.id === id);
  return (
    <Answer of={asked}>
      {({ recall }) =>
        recall ? (
          <>
            <PageHead
              title={
                <>
                  {say('recalls')} · {nameOfRelease(recall.release) || say('hidden')}{' '}
                  <Tag kind="RecallState" value={recall.state} tone={RECALL_TONES[recall.state]} />
                </>
              }
              text={<Identifier value={recall.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Facts of={recall} />
                <Impact of={recall} />
              </div>
              <div className="stack">
                <Ways of={[...(notice ? movesOfNotice(notice, me) : []), ...movesOfRecall(recall, me)]} />
                <Acknowledgements of={recall} />
                <Life kind="RecallState" of={recall.history} />
              </div>
            </div>
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
