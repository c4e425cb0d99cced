import { Checkbox } from 'antd';
import { useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { AliasesDocument } from '../generated/oversight.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useHasRole, useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Acts } from './Act.tsx';
import { movesOfAlias } from './moves.ts';
import { AssetNamed } from './Shown.tsx';
import { ALIAS_TONES } from './tones.ts';
import { useOversight } from './words.ts';

/** Names outside, and the assets that they are. */
export function Names() {
  const say = useOversight();
  const term = useTerm();
  useLanguage();
  const names = useNames();
  const me = useSession()?.person;
  const now = useNow();
  const holder = useHasRole('HOLDER');
  const [search, setSearch] = useSearchParams();
  const waiting = search.get('waiting') === 'yes' && Boolean(me?.entity);
  const filter = waiting && me?.entity ? { next: me.entity } : {};
  const pages = usePages(AliasesDocument, { filter }, ({ aliases }) => aliases);
  return (
    <Panel
      title={say('names')}
      extra={
        <>
          {holder ? <Acts of={[{ command: 'alias:claim', known: {} }]} /> : null}
          <Total of={pages} />
        </>
      }
    >
      <p className="hint lead">{say('namesText')}</p>
      {me?.entity ? (
        <Checkbox
          checked={waiting}
          onChange={({ target }) => setSearch({ view: 'names', ...(target.checked ? { waiting: 'yes' } : {}) })}
        >
          {say('waiting')}
        </Checkbox>
      ) : null}
      <Paged of={pages} none={<Nothing>{say('namesNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <li key={`${one.external}/${one.assetId}`}>
                <span className="row-head">
                  <code>
                    {one.namespace} / {one.name}
                  </code>
                  <Tag kind="AliasState" value={one.state} tone={ALIAS_TONES[one.state]} />
                  {one.next ? (
                    <span className="end">
                      {say('answerUntil')} <Deadline time={one.next.deadline} />
                    </span>
                  ) : null}
                </span>
                <span>
                  {say('isAsset')} <AssetNamed id={one.assetId} asset={one.asset} />{' '}
                  <small>{titled(one.holder?.title)}</small>
                </span>
                <span>
                  {one.statement}
                  {one.reason ? ` · ${one.reason}` : ''}
                </span>
                <small>
                  {say('claimedBy')} {names.signer(one.claimedBy)} ·{' '}
                  <Moment time={one.claimedAt} block={one.recorded.block} />
                  {one.next ? ` · ${term('Silence', one.next.silence)}` : ''}
                </small>
                <Acts of={movesOfAlias(one, me, now)} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
