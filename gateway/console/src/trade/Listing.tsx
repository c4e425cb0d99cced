import './trade.css';
import '../words/trade-terms.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { CounterpartiesDocument, ListingPageDocument, type ListingPageQuery } from '../generated/trade.ts';
import { Grants } from '../licence/Grants.tsx';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { yuan } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { ReleaseText } from '../parts/ReleaseText.tsx';
import { Tag } from '../parts/Tag.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { LISTING_TONES } from './tones.ts';
import { useTrade } from './words.ts';

type Found = NonNullable<ListingPageQuery['listing']>;

const saltOf = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Ordering, or taking back what one has listed oneself. */
function Buy({ of }: { readonly of: Found }) {
  const say = useTrade();
  const navigate = useNavigate();
  const entity = useSession()?.person.entity;
  const exchanges = (useAsk(CounterpartiesDocument, {}).data?.entities.nodes ?? []).filter(
    ({ roles, state }) => roles.includes('EXCHANGE') && state === 'ACTIVE',
  );
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const exchange = chosen || exchanges[0]?.id || '';
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const order = async () => {
    const { id: listing, version, agreement } = of;
    const done = await act('trade:order', { listing, version, exchange, agreement: agreement ?? '', salt: saltOf() });
    await navigate(`/orders/${done.subject}`);
  };
  const withdraw = async () => void (await act('trade:withdraw', { id: of.id }));
  const own = entity === of.sellerId;
  return (
    <Panel title={say('price')} className="next">
      <p className="price large">{yuan(of.price.fen)}</p>
      {of.state !== 'LISTED' ? (
        <p className="hint">{say('orderClosed')}</p>
      ) : own ? (
        <>
          <p className="hint">{say('orderOwn')}</p>
          <div className="actions">
            <Button danger loading={busy} onClick={() => void attempt(withdraw)}>
              {say('withdraw')}
            </Button>
          </div>
        </>
      ) : of.agreement ? (
        <div className="stack">
          <p className="hint">{say('orderText')}</p>
          <Labelled label={say('exchange')} required>
            {(id) => (
              <select id={id} className="native" value={exchange} onChange={({ target }) => setChosen(target.value)}>
                {exchanges.map((one) => (
                  <option key={one.id} value={one.id}>
                    {titled(one.title)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <div>
            <small>{say('agreement')}</small> <Identifier value={of.agreement} />
          </div>
          <Button type="primary" block disabled={!exchange} loading={busy} onClick={() => void attempt(order)}>
            {say('order')}
          </Button>
        </div>
      ) : (
        <p className="hint">{say('orderSignIn')}</p>
      )}
      {error === undefined ? null : <Refusal error={error} />}
    </Panel>
  );
}

function Facts({ of }: { readonly of: Found }) {
  const say = useTrade();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <dt>{say('seller')}</dt>
        <dd>{titled(of.seller?.title) || of.sellerId}</dd>
        <dt>{say('asset')}</dt>
        <dd>
          <Identifier value={of.assetId} to={`/assets/${of.assetId}`} />
        </dd>
        <dt>{say('release')}</dt>
        <dd>
          <Identifier value={of.releaseId} to={`/trace/${of.releaseId}`} />
        </dd>
        {of.certificate ? (
          <>
            <dt>{say('certificate')}</dt>
            <dd>
              <Identifier value={of.certificate.number} to={`/certificates/${of.certificate.number}`} />{' '}
              <Tag kind="CertificateState" value={of.certificate.state} />
            </dd>
          </>
        ) : null}
        <dt>{say('listed')}</dt>
        <dd>
          <Moment time={of.listedAt} block={of.recorded.block} />
        </dd>
        {of.next ? (
          <>
            <dt>{say('deadline')}</dt>
            <dd>
              <Deadline time={of.next.deadline} />
            </dd>
          </>
        ) : null}
      </dl>
    </Panel>
  );
}

function History({ of }: { readonly of: Found }) {
  const say = useTrade();
  return (
    <Panel title={say('history')}>
      <ol className="timeline">
        {of.history.toReversed().map(({ version, state, price, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="ListingState" value={state} tone={LISTING_TONES[state]} />
            <small>
              {say('version', { version })} · {yuan(price.fen)} · <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** A release for sale: what one may do with it, for how much, and ordering it. */
export default function Listing() {
  const say = useTrade();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(ListingPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ listing: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(found.asset?.text?.descriptor?.title) || found.assetId}{' '}
                  <Tag kind="ListingState" value={found.state} tone={LISTING_TONES[found.state]} />
                </>
              }
              text={titled(found.asset?.text?.descriptor?.abstract) || <Identifier value={found.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Panel title={say('terms')} extra={<small>{say('termsText')}</small>}>
                  <Grants of={found.terms} notice={found.notice} />
                </Panel>
                {found.release?.text ? (
                  <Panel title={say('releaseFiles')}>
                    <ReleaseText of={found.release.text} />
                  </Panel>
                ) : null}
                <Panel title={say('odrl')} extra={<small>{say('odrlText')}</small>}>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
                  <pre className="technical scroll" tabIndex={0}>
                    {JSON.stringify(found.odrl, null, 2)}
                  </pre>
                </Panel>
              </div>
              <div className="stack">
                <Buy of={found} />
                <Facts of={found} />
                <History of={found} />
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
