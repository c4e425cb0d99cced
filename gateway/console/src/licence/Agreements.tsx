import { Link, useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { type AgreementFilter, AgreementsDocument, type EffectiveFragment } from '../generated/licence.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { day } from '../parts/format.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useGrantLine } from './Grants.tsx';
import { AGREEMENT_TONES } from './tones.ts';
import { useLicence } from './words.ts';

const SIDES = ['any', 'granted', 'held', 'waiting'] as const;
type Side = (typeof SIDES)[number];

function filterOf(side: Side, entity: string): AgreementFilter {
  if (side === 'granted') return { grantor: entity };
  if (side === 'held') return { licensee: entity };
  return side === 'waiting' ? { next: entity } : {};
}

/** Whether an agreement can be used now, and when it ends. */
export function Running({ of }: { readonly of: EffectiveFragment }) {
  const say = useLicence();
  useLanguage();
  return (
    <>
      <Tag kind="AgreementState" value={of.state} tone={AGREEMENT_TONES[of.state]} />{' '}
      {of.state === 'CONCLUDED' ? (
        <span className={of.usable ? 'tag good' : 'tag warn'}>{say(of.usable ? 'usable' : 'notUsable')}</span>
      ) : null}{' '}
      {of.termination && of.state === 'CONCLUDED' ? (
        <span className="tag warn">{say('ends', { day: day(of.termination.effectiveAt) })}</span>
      ) : null}
    </>
  );
}

function Entry({ of }: { readonly of: EffectiveFragment }) {
  const say = useLicence();
  const line = useGrantLine();
  return (
    <li>
      <span className="row-head">
        <Link to={`/agreements/${of.id}`} className="big">
          {titled(of.asset?.text?.descriptor?.title) || of.assetId}
        </Link>
        <Running of={of} />
        {of.next ? (
          <span className="end">
            <Deadline time={of.next.deadline} />
          </span>
        ) : null}
      </span>
      <span>
        {titled(of.grantor?.title)} → {titled(of.licensee?.title)}
      </span>
      <small>
        {line(of.terms)}
        {of.terms.until ? '' : ` · ${say('forEver')}`}
      </small>
    </li>
  );
}

/** The agreements in which one's institution has a part, on either side. */
export function Agreements() {
  const say = useLicence();
  useLanguage();
  const entity = useSession()?.person.entity ?? '';
  const [search, setSearch] = useSearchParams();
  const side = SIDES.find((one) => one === search.get('side')) ?? 'any';
  const pages = usePages(AgreementsDocument, { filter: filterOf(side, entity) }, ({ agreements }) => agreements);
  return (
    <Panel
      title={say('agreements')}
      extra={
        <span className="row-head">
          <select
            className="native"
            aria-label={say('side')}
            value={side}
            onChange={({ target }) => setSearch({ view: 'agreements', side: target.value })}
          >
            {SIDES.map((one) => (
              <option key={one} value={one}>
                {say(one)}
              </option>
            ))}
          </select>
          <Total of={pages} />
        </span>
      }
    >
      <Paged of={pages} none={<Nothing>{say('agreementsNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <Entry key={one.id} of={one} />
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
