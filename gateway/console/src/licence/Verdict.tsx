import { useState } from 'react';
import { Link } from 'react-router';
import type { PartiesQuery } from '../generated/licence.ts';
import { Action } from '../parts/Action.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { act } from '../session/act.ts';
import { Named } from '../session/Named.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { type Answered, digestOfAnswer } from './question.ts';
import { AGREEMENT_TONES } from './tones.ts';
import { useLicence } from './words.ts';

type Props = { readonly of: Answered; readonly parties: PartiesQuery['entities']['nodes'] };

/** The ledger's answer in plain words: yes or no, because of what, through which agreements. */
export function Verdict({ of: { answer, reason }, parties }: Props) {
  const say = useLicence();
  const term = useTerm();
  const language = useLanguage();
  const [kept, setKept] = useState(false);
  const { question, allowed, chain, clause } = answer;
  const name = (id: string) => titled(parties.find((one) => one.id === id)?.title) || id;
  const record = async () => {
    await act('usage:recordRefusal', { question, answer: await digestOfAnswer(answer) });
    setKept(true);
  };
  return (
    <Panel title={say('answerTitle')} className="next">
      <div className="answer-head" role="status">
        <b className={allowed ? 'tag good' : 'tag bad'}>{say(allowed ? 'yes' : 'no')}</b>
        <p className="plainly">
          {name(question.recipient)} · {term('LicenceAction', inApi(question.action))} · {question.purpose}
          {question.territory ? ` · ${question.territory}` : ''} · <Named id={question.release} />
        </p>
      </div>
      <dl className="facts">
        <dt>{say('because')}</dt>
        <dd>{reason ? reason[language] : say(clause.code === 'RIGHT' ? 'RIGHT' : 'AGREEMENT')}</dd>
        <dt>{say('citation')}</dt>
        <dd>
          {clause.citation} <Identifier value={clause.code} whole />
        </dd>
        <dt>{say('through')}</dt>
        <dd>
          {chain.length === 0 ? say('throughNone') : null}
          <ol className="chain-list">
            {chain.map(({ agreement, grantor, licensee, state }) => (
              <li key={agreement}>
                <Link to={`/agreements/${agreement}`}>
                  {name(grantor)} → {name(licensee)}
                </Link>
                <Tag
                  kind="AgreementState"
                  value={inApi(state)}
                  tone={AGREEMENT_TONES[inApi(state) as keyof typeof AGREEMENT_TONES]}
                />
              </li>
            ))}
          </ol>
        </dd>
        {answer.certificate ? (
          <>
            <dt>{say('certificate')}</dt>
            <dd>
              <Identifier value={answer.certificate} to={`/certificates/${answer.certificate}`} whole />
            </dd>
          </>
        ) : null}
        <dt>{say('at')}</dt>
        <dd>
          <Moment time={question.time} />
        </dd>
      </dl>
      {allowed ? null : (
        <div className="actions">
          <Action disabled={kept} act={record}>
            {say(kept ? 'recorded' : 'record')}
          </Action>
          <small>{say('recordText')}</small>
        </div>
      )}
    </Panel>
  );
}
