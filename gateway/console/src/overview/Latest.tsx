import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { LatestCertificatesDocument } from '../generated/overview.ts';
import { Answer } from '../parts/Answer.tsx';
import { day } from '../parts/format.ts';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled } from '../words/i18n.ts';
import { useOverview } from './words.ts';

/** Certificates that were issued last: public. */
export function Latest() {
  const say = useOverview();
  const latest = useAsk(LatestCertificatesDocument, {});
  return (
    <Panel title={say('latest')} extra={<Link to="/catalogue">{say('catalogue')}</Link>}>
      <Answer of={latest}>
        {({ certificates: { nodes } }) =>
          nodes.length === 0 ? (
            <Nothing>{say('latestNone')}</Nothing>
          ) : (
            <ul className="rows">
              {nodes.map(({ number, state, issuedAt, holder, asset, leaf }) => (
                <li key={number}>
                  <span className="row-head">
                    <Link to={`/certificates/${number}`}>
                      {titled(asset?.text?.descriptor?.title ?? leaf?.asset?.descriptor?.title) || say('untitled')}
                    </Link>
                    <Tag kind="CertificateState" value={state} />
                    <small className="end">{day(issuedAt)}</small>
                  </span>
                  <small>
                    <code>{number}</code> · {titled(holder?.title)}
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
