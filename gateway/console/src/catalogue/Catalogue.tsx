import { SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { query } from '../data/http.ts';
import { useAsk } from '../data/query.ts';
import { type AssetFilter, AssetsDocument, type AssetsQuery, HoldersDocument } from '../generated/catalogue.ts';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { Views } from './Views.tsx';
import { useCatalogue } from './words.ts';

const PAGE = 30;
const KINDS = ['DATASET', 'API', 'PRODUCT', 'MODEL', 'TRAINING_SET', 'IP_WORK'];
const GRADES = ['GENERAL', 'IMPORTANT', 'CORE'];

type Found = AssetsQuery['assets']['nodes'][number];

function filterOf(search: URLSearchParams): AssetFilter {
  const [title, kind, grade, entity] = ['q', 'kind', 'grade', 'holder'].map((name) => search.get(name));
  return {
    state: ['REGISTERED'],
    ...(title ? { title } : {}),
    ...(kind ? { kind: [kind as never] } : {}),
    ...(grade ? { grade: [grade as never] } : {}),
    ...(entity ? { entity } : {}),
  };
}

function useAssets(search: URLSearchParams) {
  const filter = filterOf(search);
  const byTitle = search.get('sort') === 'title';
  const sort = byTitle ? ({ by: 'TITLE', direction: 'ASCENDING' } as const) : ({ by: 'TIME' } as const);
  return useInfiniteQuery({
    queryKey: ['moves', AssetsDocument, filter, byTitle],
    queryFn: ({ pageParam }) => query(AssetsDocument, { first: PAGE, after: pageParam, filter, sort }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ assets: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
}

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

type Facet = {
  readonly label: string;
  readonly values: readonly (readonly [string, string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Facet({ label, values, value, onChange }: Facet) {
  const say = useCatalogue();
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say('any')}</option>
          {values.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** What is registered, to be searched. The search stands in the address, so that it can be shared and saved. */
export default function Catalogue() {
  const say = useCatalogue();
  const shell = useShell();
  const term = useTerm();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const assets = useAssets(search);
  const holders =
    useAsk(HoldersDocument, {}).data?.entities.nodes.filter(({ roles }) => roles.includes('HOLDER')) ?? [];
  const found = assets.data?.pages.flatMap(({ assets }) => assets.nodes) ?? [];
  const set = (name: string) => (value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const facet = (name: string) => ({ value: search.get(name) ?? '', onChange: set(name) });
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Panel title={say('search')} extra={<Views search={search.toString()} onOpen={(saved) => setSearch(saved)} />}>
        <search className="form facets">
          <Input
            allowClear
            size="large"
            prefix={<SearchOutlined />}
            aria-label={say('search')}
            placeholder={say('placeholder')}
            value={search.get('q') ?? ''}
            onChange={({ target }) => set('q')(target.value)}
          />
          <Facet label={say('kind')} values={KINDS.map((kind) => [kind, term('AssetKind', kind)])} {...facet('kind')} />
          <Facet
            label={say('grade')}
            values={GRADES.map((grade) => [grade, term('Grade', grade)])}
            {...facet('grade')}
          />
          <Facet
            label={say('holder')}
            values={holders.map(({ id, title }) => [id, titled(title)])}
            {...facet('holder')}
          />
          <Labelled label={say('sort')}>
            {(id) => (
              <select
                id={id}
                className="native"
                value={search.get('sort') ?? ''}
                onChange={({ target }) => set('sort')(target.value)}
              >
                <option value="">{say('newest')}</option>
                <option value="title">{say('byTitle')}</option>
              </select>
            )}
          </Labelled>
        </search>
      </Panel>
      <Panel
        title={say('results')}
        extra={<small>{shell('all', { count: assets.data?.pages[0]?.assets.totalCount ?? 0 })}</small>}
      >
        {assets.error ? <Refusal error={assets.error} again={() => void assets.refetch()} /> : null}
        {assets.isPending && !assets.error ? <p className="reading">{shell('reading')}</p> : null}
        {assets.data && found.length === 0 ? (
          <Nothing action={search.size > 0 ? <Button onClick={() => setSearch('')}>{say('clear')}</Button> : undefined}>
            {say(search.size > 0 ? 'none' : 'noneAtAll')}
          </Nothing>
        ) : (
          <ul className="rows">
            {found.map((asset) => (
              <Entry key={asset.id} of={asset} />
            ))}
          </ul>
        )}
        {assets.hasNextPage ? (
          <Button block loading={assets.isFetchingNextPage} onClick={() => void assets.fetchNextPage()}>
            {shell('more')}
          </Button>
        ) : null}
      </Panel>
    </>
  );
}
