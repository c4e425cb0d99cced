import { LinkOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { CertificatePageDocument, type CertificatePageQuery } from '../generated/certificate.ts';
import { AssetStanding } from '../oversight/AssetStanding.tsx';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { hasPlace } from '../parts/place.ts';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { useTerm } from '../words/terms.ts';
import './certificate.css';
import { Check } from './Check.tsx';
import { Paper } from './Paper.tsx';
import { useCertificate } from './words.ts';

type Found = NonNullable<CertificatePageQuery['certificate']>;

function Life({ of }: { readonly of: Found }) {
  const say = useCertificate();
  return (
    <Panel title={say('life')} className="no-print">
      <ol className="timeline">
        {of.history.toReversed().map(({ state, changed, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="CertificateState" value={state} />
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
            {changed ? <small>{changed.reason}</small> : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Also({ of }: { readonly of: Found }) {
  const say = useCertificate();
  const session = useSession();
  const release = of.asset?.releases[0]?.id;
  return (
    <Panel title={say('more')} className="no-print">
      <ul className="rows">
        {of.asset ? (
          <li>
            <Link to={`/assets/${of.assetId}`}>{say('toAsset')}</Link>
          </li>
        ) : null}
        {release && hasPlace(`/trace/${release}`) ? (
          <li>
            <Link to={`/trace/${release}`}>{say('trace')}</Link>
          </li>
        ) : null}
        {of.case && session ? (
          <li>
            <Link to={`/cases/${of.case.id}`}>{say('toCase')}</Link>
          </li>
        ) : null}
        {of.batch ? (
          <li>
            {say('toBatch')} <Identifier value={of.batch.id} />
          </li>
        ) : null}
        {of.supersedes ? (
          <li>
            {say('supersedes')}{' '}
            <Identifier value={of.supersedes.number} to={`/certificates/${of.supersedes.number}`} whole />
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

function Actions() {
  const say = useCertificate();
  const [shared, setShared] = useState(false);
  const share = async () => {
    await navigator.clipboard.writeText(location.href);
    setShared(true);
  };
  return (
    <>
      <Button icon={<LinkOutlined aria-hidden="true" />} onClick={() => void share()}>
        {say(shared ? 'shared' : 'share')}
      </Button>
      <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
        {say('print')}
      </Button>
    </>
  );
}

function Standing({ of }: { readonly of: Found }) {
  const say = useCertificate();
  const term = useTerm();
  if (of.state === 'ACTIVE') return null;
  return (
    <Alert
      className="no-print"
      type="warning"
      showIcon
      title={term('CertificateState', of.state)}
      description={
        <>
          {of.changed ? `${say('reason')}：${of.changed.reason} ` : null}
          {of.supersededBy ? (
            <>
              {say('supersededBy')}{' '}
              <Identifier value={of.supersededBy.number} to={`/certificates/${of.supersededBy.number}`} whole />
            </>
          ) : null}
        </>
      }
    />
  );
}

/** A certificate as it looks on paper, with its life and its check beside it. Open to anyone. */
export default function Certificate() {
  const say = useCertificate();
  const { number = '' } = useParams();
  const asked = useAsk(CertificatePageDocument, { number });
  return (
    <Answer of={asked}>
      {({ certificate: found, network }) =>
        found ? (
          <>
            <div className="no-print">
              <PageHead
                title={
                  <>
                    {found.number} <Tag kind="CertificateState" value={found.state} />
                  </>
                }
              >
                <Actions />
              </PageHead>
            </div>
            <Standing of={found} />
            <div className="columns wide-left">
              <Paper of={found} channel={network.channel} />
              <div className="stack">
                <Check of={found} />
                <Life of={found} />
                {found.asset ? <AssetStanding asset={found.assetId} /> : null}
                <Also of={found} />
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
