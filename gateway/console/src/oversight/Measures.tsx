import { Checkbox } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { type MeasureFilter, MeasuresDocument, type OrderedFragment } from '../generated/oversight.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Acts } from './Act.tsx';
import { type Move, movesOfMeasure } from './moves.ts';
import { titleOfAsset } from './titles.ts';
import { MEASURE_TONES } from './tones.ts';
import { useOversight } from './words.ts';

const what = ({ assetId, asset, certificate }: OrderedFragment) =>
  titleOfAsset(asset) || certificate?.number || assetId;

/** One measure in a list: what it is against, who ordered it and why, who moves next. */
export function MeasureRow({ of }: { readonly of: OrderedFragment }) {
  const say = useOversight();
  const term = useTerm();
  const command = useCommand();
  const names = useNames();
  const me = useSession()?.person;
  const now = useNow();
  const { id, kind, state, orderer, by, reason, orderedAt, recorded, next, appeal, appealUntil } = of;
  const open = state === 'IN_FORCE' && !appeal && Date.parse(appealUntil) > now;
  return (
    <li>
      <span className="row-head">
        <Link to={`/oversight/${id}`} className="big">
          {term('MeasureKind', kind)}：{what(of)}
        </Link>
        <Tag kind="MeasureState" value={state} tone={MEASURE_TONES[state]} />
        {next ? (
          <span className="end">
            <Deadline time={next.deadline} />
          </span>
        ) : null}
      </span>
      <span>{reason}</span>
      <small>
        {names.entity(orderer?.id) || names.signer(by)} · <Moment time={orderedAt} block={recorded.block} />
        {open ? (
          <>
            {' '}
            · {say('appealUntil')} <Deadline time={appealUntil} />
          </>
        ) : null}
        {next
          ? ` · ${say('nextMove')}：${names.entity(next.entity)} ${command(next.action)}，${term('Silence', next.silence)}`
          : null}
      </small>
      <Acts of={movesOfMeasure(of, me, now)} />
    </li>
  );
}

/** What was ordered against assets and certificates that one may see. */
export function Measures() {
  const say = useOversight();
  useLanguage();
  const me = useSession()?.person;
  const [search, setSearch] = useSearchParams();
  const waiting = search.get('waiting') === 'yes' && Boolean(me?.entity);
  const current = search.get('now') === 'yes';
  const filter: MeasureFilter = {
    ...(waiting && me?.entity ? { next: me.entity } : {}),
    ...(current ? { state: ['IN_FORCE', 'APPEALED'] } : {}),
  };
  const pages = usePages(MeasuresDocument, { filter }, ({ measures }) => measures);
  const set = (name: string, on: boolean) => {
    const next = new URLSearchParams(search);
    if (on) next.set(name, 'yes');
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const orders = [
    ...(me?.roles.includes('REGULATOR') ? (['asset:freeze'] as const) : []),
    ...(me?.roles.includes('REGISTRAR') ? (['certificate:suspend', 'certificate:revoke'] as const) : []),
  ].map((command): Move => ({ command, known: {} }));
  return (
    <Panel title={say('measures')} extra={<Total of={pages} />}>
      <p className="hint lead">{say('measuresText')}</p>
      <div className="actions">
        <Checkbox checked={waiting} onChange={({ target }) => set('waiting', target.checked)}>
          {say('waiting')}
        </Checkbox>
        <Checkbox checked={current} onChange={({ target }) => set('now', target.checked)}>
          {say('inForce')}
        </Checkbox>
        <Acts of={orders} />
      </div>
      <Paged of={pages} none={<Nothing>{say('measuresNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <MeasureRow key={one.id} of={one} />
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
