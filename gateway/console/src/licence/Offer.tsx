import './licence.css';
import '../words/trade-terms.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { OfferPageDocument, type OfferPageQuery } from '../generated/licence.ts';
import { Action } from '../parts/Action.tsx';
import { Answer } from '../parts/Answer.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { Tag } from '../parts/Tag.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { Division, UNDIVIDED } from './Division.tsx';
import { Licence } from './Licence.tsx';
import { OfferForm, type Purpose } from './OfferForm.tsx';
import { draftOf } from './terms.ts';
import { OFFER_TONES } from './tones.ts';
import { useLicence } from './words.ts';

type Found = NonNullable<OfferPageQuery['offer']>;
type Props = { readonly of: Found };

const subjectOf = ({ assetId, releaseId }: Found) => ({
  asset: assetId,
  ...(releaseId ? { release: releaseId } : {}),
});

function Accept({ of, onClose }: Props & { readonly onClose: () => void }) {
  const say = useLicence();
  const navigate = useNavigate();
  const [divided, setDivided] = useState(UNDIVIDED);
  const { count } = of.terms;
  const send = async () => {
    const division = count ? { division: divided } : {};
    const { subject } = await act('licence:accept', { offer: of.id, version: of.version, ...division });
    await navigate(`/agreements/${subject}`);
  };
  return (
    <SendForm title={say('accept')} ready send={send} onClose={onClose}>
      <p className="hint">{say('acceptText')}</p>
      {count ? <Division count={count} of={divided} onChange={setDivided} /> : null}
    </SendForm>
  );
}

/** Accepting an offer or answering it with other terms; of one's own, changing it and taking it back. */
function Next({ of }: Props) {
  const say = useLicence();
  const person = useSession()?.person;
  const [accepting, setAccepting] = useState(false);
  const [purpose, setPurpose] = useState<Purpose>();
  const own = person?.entity === of.grantor?.id;
  const terms = draftOf(of.terms, of.notice);
  return (
    <Panel title={say('next')} className="next">
      {of.state === 'WITHDRAWN' ? <p className="hint">{say('closed')}</p> : null}
      {of.state === 'OPEN' && own ? (
        <>
          <p className="hint">{say('ownOffer')}</p>
          <div className="actions">
            <Button onClick={() => setPurpose({ kind: 'change', offer: of.id, terms })}>{say('change')}</Button>
            <Action danger act={() => act('licence:withdraw', { offer: of.id })}>
              {say('withdraw')}
            </Action>
          </div>
        </>
      ) : null}
      {of.state === 'OPEN' && !own && person?.entity ? (
        <>
          <p className="hint">{say('acceptText')}</p>
          <div className="actions">
            <Button type="primary" onClick={() => setAccepting(true)}>
              {say('accept')}
            </Button>
            <Button
              onClick={() =>
                setPurpose({
                  kind: 'propose',
                  subject: subjectOf(of),
                  licensee: person.entity ?? '',
                  terms,
                  ...(of.under ? { under: of.under.id } : {}),
                })
              }
            >
              {say('other')}
            </Button>
          </div>
        </>
      ) : null}
      {accepting ? <Accept of={of} onClose={() => setAccepting(false)} /> : null}
      {purpose ? <OfferForm purpose={purpose} onClose={() => setPurpose(undefined)} /> : null}
    </Panel>
  );
}

function Facts({ of }: Props) {
  const say = useLicence();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <dt>{say('grantor')}</dt>
        <dd>{titled(of.grantor?.title)}</dd>
        <dt>{say('asset')}</dt>
        <dd>
          <Identifier value={of.assetId} to={`/assets/${of.assetId}`} />
        </dd>
        {of.under ? (
          <>
            <dt>{say('under')}</dt>
            <dd>
              <Identifier value={of.under.id} to={`/agreements/${of.under.id}`} />
            </dd>
          </>
        ) : null}
      </dl>
      <ol className="timeline">
        {of.history.toReversed().map(({ version, state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="OfferState" value={state} tone={OFFER_TONES[state]} />
            <small>
              {say('version', { version })} · <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** An offer that anybody whom its terms name may accept. */
export default function Offer() {
  const say = useLicence();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(OfferPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ offer: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(found.asset?.text?.descriptor?.title) || found.assetId}{' '}
                  <Tag kind="OfferState" value={found.state} tone={OFFER_TONES[found.state]} />
                </>
              }
              text={
                <>
                  {say('offers')} · <Identifier value={found.id} whole />
                </>
              }
            />
            <div className="columns wide-left">
              <div className="stack">
                <Next of={found} />
                <Licence of={found} licensee={say('anybody')} />
              </div>
              <Facts of={found} />
            </div>
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
