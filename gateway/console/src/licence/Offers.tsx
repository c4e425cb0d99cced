import { Checkbox } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { type OfferFilter, OffersDocument } from '../generated/licence.ts';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useGrantLine } from './Grants.tsx';
import { OFFER_TONES } from './tones.ts';
import { useLicence } from './words.ts';

/** What holders offer to everybody. */
export function Offers() {
  const say = useLicence();
  const line = useGrantLine();
  useLanguage();
  const entity = useSession()?.person.entity;
  const [search, setSearch] = useSearchParams();
  const own = search.get('own') === 'yes' && Boolean(entity);
  const filter: OfferFilter = own && entity ? { grantor: entity } : { state: ['OPEN'] };
  const pages = usePages(OffersDocument, { filter }, ({ offers }) => offers);
  return (
    <Panel
      title={say('offers')}
      extra={
        <>
          <Checkbox
            checked={own}
            onChange={({ target }) => setSearch({ view: 'offers', ...(target.checked ? { own: 'yes' } : {}) })}
          >
            {say('own')}
          </Checkbox>
          <Total of={pages} />
        </>
      }
    >
      <Paged of={pages} none={<Nothing>{say('offersNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <li key={one.id}>
                <span className="row-head">
                  <Link to={`/offers/${one.id}`} className="big">
                    {titled(one.asset?.text?.descriptor?.title) || one.assetId}
                  </Link>
                  <Tag kind="OfferState" value={one.state} tone={OFFER_TONES[one.state]} />
                </span>
                <span>{titled(one.grantor?.title)}</span>
                <small>
                  {line(one.terms)} · {say('version', { version: one.version })} ·{' '}
                  <Moment time={one.recorded.time} block={one.recorded.block} />
                </small>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
