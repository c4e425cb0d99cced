import { usePages } from '../data/pages.ts';
import { TransactionCertificatesDocument } from '../generated/trade.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { CERTIFICATE_TONES } from './tones.ts';
import { useTrade } from './words.ts';

/** What has settled: certificates are public, parties and price are not. */
export function Certificates() {
  const say = useTrade();
  useLanguage();
  const pages = usePages(TransactionCertificatesDocument, {}, (answer) => answer.transactionCertificates);
  return (
    <Panel title={say('certificates')} extra={<Total of={pages} />}>
      <p className="hint">{say('certificateText')}</p>
      <Paged of={pages} none={<Nothing>{say('certificatesNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map(({ number, state, exchange, exchangeId, issuedAt }) => (
              <li key={number}>
                <span className="row-head">
                  <Identifier value={number} to={`/transaction-certificates/${number}`} whole />
                  <Tag kind="TransactionCertificateState" value={state} tone={CERTIFICATE_TONES[state]} />
                </span>
                <small>
                  {titled(exchange?.title) || exchangeId} · <Moment time={issuedAt} />
                </small>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
