import { Link } from 'react-router';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import type { Found } from './moves.ts';
import { AGREEMENT_TONES } from './tones.ts';
import { useLicence } from './words.ts';

/** Parties, subject and signatures of an agreement, and how it came about. */
export function Facts({ of }: { readonly of: Found }) {
  const say = useLicence();
  const term = useTerm();
  const release = of.releaseId ?? of.asset?.releases[0]?.id;
  const states = of.history.filter((version, index, all) => index === 0 || version.state !== all[index - 1]?.state);
  return (
    <Panel
      title={say('facts')}
      extra={release ? <Link to={`/licences?view=ask&release=${release}&agreement=${of.id}`}>{say('ask')}</Link> : null}
    >
      <dl className="facts">
        <dt>{say('grantor')}</dt>
        <dd>{titled(of.grantor?.title)}</dd>
        <dt>{say('licensee')}</dt>
        <dd>{titled(of.licensee?.title)}</dd>
        <dt>{say('asset')}</dt>
        <dd>
          <Identifier value={of.assetId} to={`/assets/${of.assetId}`} />
        </dd>
        <dt>{say('grade')}</dt>
        <dd>
          <Tag kind="Grade" value={of.grade} />
        </dd>
        <dt>{say('effect')}</dt>
        <dd>{term('StandingEffect', of.effect)}</dd>
        {of.orderId ? (
          <>
            <dt>{say('order')}</dt>
            <dd>
              <Identifier value={of.orderId} to={`/orders/${of.orderId}`} />
            </dd>
          </>
        ) : null}
        {of.offer ? (
          <>
            <dt>{say('fromOffer')}</dt>
            <dd>
              <Identifier value={of.offer.id} to={`/offers/${of.offer.id}`} />{' '}
              <small>{say('version', { version: of.offer.version })}</small>
            </dd>
          </>
        ) : null}
        <dt>{say('signed')}</dt>
        <dd>{[of.signatures.grantor?.person, of.signatures.licensee?.person].filter(Boolean).join(' · ')}</dd>
        <dt>{say('proposed')}</dt>
        <dd>
          <Moment time={of.proposedAt} />
        </dd>
        {of.concludedAt ? (
          <>
            <dt>{say('concluded')}</dt>
            <dd>
              <Moment time={of.concludedAt} />
            </dd>
          </>
        ) : null}
      </dl>
      <ol className="timeline">
        {states.toReversed().map(({ state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="AgreementState" value={state} tone={AGREEMENT_TONES[state]} />
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
