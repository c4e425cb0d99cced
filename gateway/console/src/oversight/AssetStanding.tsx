import { useAsk } from '../data/query.ts';
import { MeasuresOfAssetDocument, StandingOfAssetDocument, type StandingOfAssetQuery } from '../generated/oversight.ts';
import { day } from '../parts/format.ts';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { useLanguage } from '../words/i18n.ts';
import { Acts } from './Act.tsx';
import { movesOfAsset, movesOfEncumbrance } from './asset-moves.ts';
import { MeasureRow } from './Measures.tsx';
import { RecallRow } from './Recalls.tsx';
import { useOversight } from './words.ts';

type Asset = NonNullable<StandingOfAssetQuery['asset']>;

function Encumbrances({ of }: { readonly of: Asset }) {
  const say = useOversight();
  const names = useNames();
  const me = useSession()?.person;
  return (
    <>
      <h3>{say('encumbrances')}</h3>
      <ul className="rows">
        {of.encumbrances.map((one) => (
          <li key={`${one.kind}/${one.reference}`}>
            <span className="row-head">
              <Tag kind="EncumbranceKind" value={one.kind} tone="warn" />
              <span>{one.reference}</span>
              <small className="end">{day(one.from)}</small>
            </span>
            {one.basis ? <span>{one.basis}</span> : null}
            {one.beneficiary ? (
              <small>
                {say('beneficiary')} {names.entity(one.beneficiary)}
              </small>
            ) : null}
            <Acts of={movesOfEncumbrance(one, of, me)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What holds an asset back, what was ordered and recalled of it, and what one may order. Nothing where there is none of it. */
export function AssetStanding({ asset }: { readonly asset: string }) {
  const say = useOversight();
  useLanguage();
  const me = useSession()?.person;
  const found = useAsk(StandingOfAssetDocument, { asset }).data;
  const measures = useAsk(MeasuresOfAssetDocument, { asset }, { when: Boolean(me?.entity) }).data?.measures.nodes ?? [];
  const of = found?.asset;
  if (of?.id !== asset) return null;
  const moves = movesOfAsset(of, me);
  const recalls = found?.recalls.nodes ?? [];
  const frozen = of.freeze?.state === 'FROZEN' ? of.freeze : undefined;
  const nothing = !frozen && of.encumbrances.length + measures.length + recalls.length + moves.length === 0;
  if (nothing) return null;
  return (
    <Panel title={say('standing')} className="no-print">
      <div className="stack">
        {frozen ? (
          <p>
            <span className="tag bad">{say('frozen')}</span> {frozen.reason}{' '}
            <small>
              <Moment time={frozen.orderedAt} />
            </small>
          </p>
        ) : null}
        {of.encumbrances.length > 0 ? <Encumbrances of={of} /> : null}
        {measures.length > 0 ? (
          <>
            <h3>{say('measures')}</h3>
            <ul className="rows">
              {measures.map((one) => (
                <MeasureRow key={one.id} of={one} />
              ))}
            </ul>
          </>
        ) : null}
        {recalls.length > 0 ? (
          <>
            <h3>{say('recalls')}</h3>
            <ul className="rows">
              {recalls.map((one) => (
                <RecallRow key={one.id} of={one} />
              ))}
            </ul>
          </>
        ) : null}
        <Acts of={moves} />
      </div>
    </Panel>
  );
}
