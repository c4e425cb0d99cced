import { SafetyCertificateOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { NamesDocument, type SearchQuery } from '../generated/catalogue.ts';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { Facets } from './Facets.tsx';
import { toggled, useSearch } from './search.ts';
import { Views } from './Views.tsx';
import { useCatalogue } from './words.ts';

type Found = SearchQuery['search']['hits'][number]['asset'];

function Entry({ of }: { readonly of: Found }) {
  const say = useCatalogue();
  const term = useTerm();
  const { descriptor, kind } = of.text ?? {};
  return (
    <li>
      <span className="row-head">
        <Link to={`/assets/${of.id}`} className="big">
          {titled(descriptor?.title) || say('restricted')}
        </Link>
        <Tag kind="Grade" value={of.gradeFloor} />
        {of.certificate && of.certificate.state !== 'ACTIVE' ? (
          <Tag kind="CertificateState" value={of.certificate.state} />
        ) : null}
        <span className="end">
          {of.certificate ? (
            <Identifier value={of.certificate.number} to={`/certificates/${of.certificate.number}`} whole />
          ) : null}
        </span>
      </span>
      {descriptor?.abstract ? <p className="clamp">{titled(descriptor.abstract)}</p> : null}
      <small>
        {[
          titled(of.entity?.title) || of.entityId,
          term('AssetKind', kind),
          descriptor?.subject,
          term('UpdateFrequency', descriptor?.updateFrequency),
          typeof descriptor?.records === 'number' ? say('records', { count: count(descriptor.records) }) : '',
          say('releases', { count: of.releases.length }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  );
}

function SearchBar({ text, order, set }: { text: string; order: string; set: (name: string, value: string) => void }) {
  const say = useCatalogue();
  const certificate = linkTo(text.trim());
  return (
    <search className="search-bar">
      <Input
        allowClear
        size="large"
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={say('search')}
        placeholder={say('placeholder')}
        value={text}
        onChange={({ target }) => set('q', target.value)}
      />
      <select
        className="native"
        aria-label={say('sort')}
        value={order}
        onChange={({ target }) => set('sort', target.value)}
      >
        <option value="">{say(text ? 'best' : 'newest')}</option>
        {text ? <option value="time">{say('newest')}</option> : null}
        <option value="title">{say('byTitle')}</option>
      </select>
      {certificate ? (
        <Link to={certificate}>
          <SafetyCertificateOutlined aria-hidden="true" /> {say('number', { number: text.trim() })}
        </Link>
      ) : null}
    </search>
  );
}

/** What is registered, to be searched. The search stands in the address, so that it can be shared and saved. */
export default function Catalogue() {
  const say = useCatalogue();
  const shell = useShell();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const asked = useSearch(search);
  const entities = useAsk(NamesDocument, {}).data?.entities.nodes ?? [];
  const names = new Map(entities.map(({ id, title }) => [id, titled(title)]));
  const [first] = asked.data?.pages ?? [];
  const found = asked.data?.pages.flatMap((page) => page.search.hits) ?? [];
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <div className="catalogue">
        <Panel title={say('search')} className="facet-panel">
          <Facets
            facets={first?.search.facets ?? []}
            search={search}
            names={names}
            onToggle={(name, value) => setSearch(toggled(search, name, value))}
          />
        </Panel>
        <Panel title={say('results')} extra={<Views search={search.toString()} onOpen={(saved) => setSearch(saved)} />}>
          <SearchBar text={search.get('q') ?? ''} order={search.get('sort') ?? ''} set={set} />
          <p className="hint" role="status">
            {first ? shell('all', { count: count(first.search.totalCount) }) : ''}
          </p>
          {asked.error ? <Refusal error={asked.error} again={() => void asked.refetch()} /> : null}
          {asked.isPending && !asked.error ? <p className="reading">{shell('reading')}</p> : null}
          {asked.data && found.length === 0 ? (
            <Nothing
              action={search.size > 0 ? <Button onClick={() => setSearch('')}>{say('clear')}</Button> : undefined}
            >
              {say(search.size > 0 ? 'none' : 'noneAtAll')}
            </Nothing>
          ) : (
            <ul className="rows">
              {found.map(({ asset }) => (
                <Entry key={asset.id} of={asset} />
              ))}
            </ul>
          )}
          {asked.hasNextPage ? (
            <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {shell('more')}
            </Button>
          ) : null}
        </Panel>
      </div>
    </>
  );
}
