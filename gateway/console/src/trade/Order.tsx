import './trade.css';
import '../words/trade-terms.ts';
import { useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { OrderPageDocument } from '../generated/trade.ts';
import { Grants } from '../licence/Grants.tsx';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { yuan } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Delivery } from './Delivery.tsx';
import { type Order as Found, WAY } from './moves.ts';
import { Payment } from './Payment.tsx';
import { Steps } from './Steps.tsx';
import { CERTIFICATE_TONES, ORDER_TONES } from './tones.ts';
import { useTrade } from './words.ts';

type Props = { readonly of: Found };

/** From order to settlement: what was reached and when; beside it, where the order left that way. */
function Progress({ of }: Props) {
  const say = useTrade();
  const term = useTerm();
  useLanguage();
  const reached = new Map(of.history.map(({ state, recorded }) => [state, recorded]));
  const aside = !WAY.some((state) => state === of.state);
  return (
    <Panel
      title={say('progress')}
      extra={aside ? <Tag kind="OrderState" value={of.state} tone={ORDER_TONES[of.state]} /> : null}
    >
      <ol className="way">
        {WAY.map((state) => {
          const at = reached.get(state);
          return (
            <li key={state} className={at ? 'done' : ''} aria-current={state === of.state ? 'step' : undefined}>
              <b>{term('OrderState', state)}</b>
              {at ? (
                <small>
                  <Moment time={at.time} block={at.block} />
                </small>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function Next({ of }: Props) {
  const say = useTrade();
  const term = useTerm();
  const command = useCommand();
  const { next } = of;
  return (
    <Panel title={say('next')} extra={next ? <Deadline time={next.deadline} /> : null} className="next">
      <p>
        {next
          ? say('moves', {
              who: term('TradeOffice', next.office),
              action: command(next.action),
              silence: term('TradeSilence', next.silence),
            })
          : say('nothing')}
      </p>
      <Steps of={of} />
    </Panel>
  );
}

function Facts({ of }: Props) {
  const say = useTrade();
  const name = (who: Found['seller'], id: string) => titled(who?.title) || id;
  return (
    <Panel title={say('parties')}>
      <p className="price large">{yuan(of.price.fen)}</p>
      <dl className="facts">
        <dt>{say('seller')}</dt>
        <dd>{name(of.seller, of.sellerId)}</dd>
        <dt>{say('buyer')}</dt>
        <dd>{name(of.buyer, of.buyerId)}</dd>
        <dt>{say('exchange')}</dt>
        <dd>{name(of.exchange, of.exchangeId)}</dd>
        {of.bankId ? (
          <>
            <dt>{say('bank')}</dt>
            <dd>{name(of.bank, of.bankId)}</dd>
          </>
        ) : null}
        <dt>{say('asset')}</dt>
        <dd>
          <Identifier value={of.assetId} to={`/assets/${of.assetId}`} />
        </dd>
        <dt>{say('release')}</dt>
        <dd>
          <Identifier value={of.releaseId} to={`/trace/${of.releaseId}`} />
        </dd>
        <dt>{say('listing')}</dt>
        <dd>
          <Identifier value={of.listingId} to={`/listings/${of.listingId}`} />{' '}
          <small>{say('version', { version: of.listingVersion })}</small>
        </dd>
        <dt>{say('grade')}</dt>
        <dd>
          <Tag kind="Grade" value={of.grade} />
        </dd>
        <dt>{say('agreement')}</dt>
        <dd>
          <Identifier value={of.agreement} />
        </dd>
        <dt>{say('opened')}</dt>
        <dd>
          <Moment time={of.openedAt} />
        </dd>
        {of.certificate ? (
          <>
            <dt>{say('certificate')}</dt>
            <dd>
              <Identifier
                value={of.certificate.number}
                to={`/transaction-certificates/${of.certificate.number}`}
                whole
              />{' '}
              <Tag
                kind="TransactionCertificateState"
                value={of.certificate.state}
                tone={CERTIFICATE_TONES[of.certificate.state]}
              />
            </dd>
          </>
        ) : null}
        {of.licence ? (
          <>
            <dt>{say('licence')}</dt>
            <dd>
              <Identifier value={of.licence.id} to={`/agreements/${of.licence.id}`} />{' '}
              <Tag kind="AgreementState" value={of.licence.state} />
            </dd>
          </>
        ) : null}
        {of.reason ? (
          <>
            <dt>{say('reason')}</dt>
            <dd>{of.reason}</dd>
          </>
        ) : null}
      </dl>
    </Panel>
  );
}

function Dispute({ of: { dispute, award } }: Props) {
  const say = useTrade();
  const term = useTerm();
  if (!dispute && !award) return null;
  return (
    <Panel title={say('dispute')}>
      <ul className="findings">
        {dispute ? (
          <li>
            <b>{[term('DisputeGround', dispute.because), dispute.reason].filter(Boolean).join('：')}</b>
            <small>
              {dispute.by.person} · <Moment time={dispute.time} />
            </small>
          </li>
        ) : null}
        {award ? (
          <li>
            <b>{[say('award'), term('Award', award.for)].join('：')}</b>
            {award.reason ? <span>{award.reason}</span> : null}
            <small>
              {award.by ? `${award.by.person} · ` : ''}
              <Moment time={award.time} />
            </small>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

function History({ of }: Props) {
  const say = useTrade();
  const states = of.history.filter((version, index, all) => index === 0 || version.state !== all[index - 1]?.state);
  return (
    <Panel title={say('history')}>
      <ol className="timeline">
        {states.toReversed().map(({ state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="OrderState" value={state} tone={ORDER_TONES[state]} />
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One order: how far it is, who moves next until when, and its money, delivery and certificate. */
export default function Order() {
  const say = useTrade();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(OrderPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ order: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(found.asset?.text?.descriptor?.title) || found.assetId}{' '}
                  <Tag kind="OrderState" value={found.state} tone={ORDER_TONES[found.state]} />
                </>
              }
              text={
                <>
                  {say('orderOne')} · <Identifier value={found.id} whole />
                </>
              }
            />
            <div className="stack">
              <Progress of={found} />
              <div className="columns wide-left">
                <div className="stack">
                  <Next of={found} />
                  <Dispute of={found} />
                  <Payment of={found} />
                  <Delivery of={found} />
                  <Panel title={say('terms')} extra={<small>{say('termsText')}</small>}>
                    <Grants of={found.terms} notice={found.notice} />
                  </Panel>
                </div>
                <div className="stack">
                  <Facts of={found} />
                  <History of={found} />
                </div>
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
