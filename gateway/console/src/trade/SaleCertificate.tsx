import './trade.css';
import '../words/trade-terms.ts';
import { useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { TransactionCertificatePageDocument } from '../generated/trade.ts';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { Commitments } from './Commitments.tsx';
import { CERTIFICATE_TONES } from './tones.ts';
import { useTrade } from './words.ts';

/** A transaction certificate: public, with parties and price as commitments. */
export default function SaleCertificate() {
  const say = useTrade();
  useLanguage();
  const { number = '' } = useParams();
  const asked = useAsk(TransactionCertificatePageDocument, { number });
  return (
    <Answer of={asked}>
      {({ transactionCertificate: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {say('certificateTitle')}{' '}
                  <Tag kind="TransactionCertificateState" value={found.state} tone={CERTIFICATE_TONES[found.state]} />
                </>
              }
              text={say('certificateText')}
            />
            <div className="columns wide-left">
              <Commitments of={found} />
              <div className="stack">
                <Panel title={say('facts')}>
                  <dl className="facts">
                    <dt>{say('exchange')}</dt>
                    <dd>{titled(found.exchange?.title) || found.exchangeId}</dd>
                    <dt>{say('issued')}</dt>
                    <dd>
                      <Moment time={found.issuedAt} block={found.recorded.block} />
                    </dd>
                    <dt>{say('orderOne')}</dt>
                    <dd>
                      {found.order ? (
                        <Identifier value={found.order.id} to={`/orders/${found.order.id}`} />
                      ) : (
                        <small>{say('orderHidden')}</small>
                      )}
                    </dd>
                  </dl>
                </Panel>
                <Panel title={say('history')}>
                  <ol className="timeline">
                    {found.history.toReversed().map(({ state, recorded }) => (
                      <li key={recorded.transactionId}>
                        <Tag kind="TransactionCertificateState" value={state} tone={CERTIFICATE_TONES[state]} />
                        <small>
                          <Moment time={recorded.time} block={recorded.block} />
                        </small>
                      </li>
                    ))}
                  </ol>
                </Panel>
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
