import './trade.css';
import '../words/trade-terms.ts';
import { SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { type ListingFilter, ListingsDocument, type ListingsQuery } from '../generated/trade.ts';
import { useGrantLine } from '../licence/Grants.tsx';
import { day, yuan } from '../parts/format.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useHasRole, useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { Accounts } from './Accounts.tsx';
import { Certificates } from './Certificates.tsx';
import { ListForm } from './ListForm.tsx';
import { Orders } from './Orders.tsx';
import { LISTING_TONES } from './tones.ts';
import { useTrade } from './words.ts';

/** Listings that a search shows before it reads on. */
const ENOUGH = 20;

type Listing = ListingsQuery['listings']['nodes'][number];

function Entry({ of }: { readonly of: Listing }) {
  const grant = useGrantLine();
  const { descriptor } = of.asset?.text ?? {};
  return (
    <li>
      <span className="row-head">
        <Link to={`/listings/${of.id}`} className="big">
          {titled(descriptor?.title) || of.assetId}
        </Link>
        {of.asset ? <Tag kind="Grade" value={of.asset.gradeFloor} /> : null}
        {of.state === 'LISTED' ? null : <Tag kind="ListingState" value={of.state} tone={LISTING_TONES[of.state]} />}
        <b className="price end">{yuan(of.price.fen)}</b>
      </span>
      {descriptor?.abstract ? <p className="clamp">{titled(descriptor.abstract)}</p> : null}
      <small>
        {[titled(of.seller?.title) || of.sellerId, descriptor?.subject, grant(of.terms), day(of.listedAt)]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
}

const says = ({ asset, seller, sellerId }: Listing, text: string) =>
  [
    asset?.text?.descriptor?.title?.zh,
    asset?.text?.descriptor?.title?.en,
    asset?.text?.descriptor?.subject,
    seller?.title.zh,
    seller?.title.en,
    sellerId,
  ]
    .join(' ')
    .toLowerCase()
    .includes(text.trim().toLowerCase());

function Listings() {
  const say = useTrade();
  useLanguage();
  const entity = useSession()?.person.entity;
  const [search, setSearch] = useSearchParams();
  const own = search.get('own') === 'yes' && Boolean(entity);
  const text = search.get('q') ?? '';
  const filter = own && entity ? { seller: entity } : ({ state: ['LISTED'] } as const satisfies ListingFilter);
  const pages = usePages(ListingsDocument, { filter }, ({ listings }) => listings);
  const found = pages.nodes?.filter((listing) => says(listing, text));
  const { hasNextPage, isFetching, fetchNextPage } = pages.asked;
  const wanting = text !== '' && hasNextPage && !isFetching && (found?.length ?? 0) < ENOUGH;
  // What is searched for may stand on any page: they are read on until enough was found.
  useEffect(() => {
    if (wanting) void fetchNextPage();
  }, [wanting, fetchNextPage]);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  return (
    <Panel title={say('listings')} extra={<Total of={pages} />}>
      <search className="search-bar">
        <Input
          allowClear
          size="large"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={say('search')}
          placeholder={say('search')}
          value={text}
          onChange={({ target }) => set('q', target.value)}
        />
        {entity ? (
          <Checkbox checked={own} onChange={({ target }) => set('own', target.checked ? 'yes' : '')}>
            {say('own')}
          </Checkbox>
        ) : null}
      </search>
      <Paged of={pages} none={<Nothing>{say('listingsNone')}</Nothing>}>
        {() =>
          found?.length === 0 ? (
            <Nothing>{say('searchNone')}</Nothing>
          ) : (
            <ul className="rows">
              {found?.map((listing) => (
                <Entry key={listing.id} of={listing} />
              ))}
            </ul>
          )
        }
      </Paged>
    </Panel>
  );
}

const VIEWS = ['listings', 'orders', 'certificates', 'accounts'] as const;
const SHOWN = { listings: Listings, orders: Orders, certificates: Certificates, accounts: Accounts } as const;

/** What is for sale, the orders of one's institution, and what has settled. */
export default function Trade() {
  const say = useTrade();
  const [search, setSearch] = useSearchParams();
  const [listing, setListing] = useState(false);
  const holder = useHasRole('HOLDER');
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'listings';
  const Shown = SHOWN[view];
  return (
    <>
      <PageHead title={say('title')} text={say('text')}>
        {holder ? (
          <Button type="primary" onClick={() => setListing(true)}>
            {say('list')}
          </Button>
        ) : null}
      </PageHead>
      <Tabs
        label={say('views')}
        of={VIEWS.map((value) => ({ value, text: say(value) }))}
        value={view}
        onChange={(value) => setSearch({ view: value })}
      />
      <Shown />
      {listing ? <ListForm onClose={() => setListing(false)} /> : null}
    </>
  );
}
