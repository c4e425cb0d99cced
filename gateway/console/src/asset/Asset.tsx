import { useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { AssetOffersDocument, AssetPageDocument, type AssetPageQuery } from '../generated/asset.ts';
import { EdgeList } from '../lineage/EdgeList.tsx';
import { AssetStanding } from '../oversight/AssetStanding.tsx';
import { Answer } from '../parts/Answer.tsx';
import { AssetText } from '../parts/AssetText.tsx';
import { day } from '../parts/format.ts';
import { Go } from '../parts/Go.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { ReleaseText } from '../parts/ReleaseText.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Steps } from './Steps.tsx';
import { useAsset } from './words.ts';

type Found = NonNullable<AssetPageQuery['asset']>;

function Facts({ of }: { readonly of: Found }) {
  const say = useAsset();
  const term = useTerm();
  const { certificate } = of;
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <div>
          <dt>{say('holder')}</dt>
          <dd>{titled(of.entity?.title) || of.entityId}</dd>
        </div>
        <div>
          <dt>{say('certificate')}</dt>
          <dd>
            {certificate ? (
              <>
                <Identifier value={certificate.number} to={`/certificates/${certificate.number}`} whole />{' '}
                <Tag kind="CertificateState" value={certificate.state} />
              </>
            ) : (
              <small>{say('certificateNone')}</small>
            )}
          </dd>
        </div>
        {certificate?.validUntil ? (
          <div>
            <dt>{say('validUntil')}</dt>
            <dd>{day(certificate.validUntil)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{say('profile')}</dt>
          <dd>{titled(of.profile?.title)}</dd>
        </div>
        <div>
          <dt>{say('disclosure')}</dt>
          <dd>{term('Disclosure', of.disclosure)}</dd>
        </div>
        <div>
          <dt>{say('version')}</dt>
          <dd>{of.version}</dd>
        </div>
        {of.openCase ? (
          <div>
            <dt>{say('openCase')}</dt>
            <dd>
              <Identifier value={of.openCase.id} to={`/cases/${of.openCase.id}`} />
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  );
}

function Releases({ of: { releases } }: { readonly of: Found }) {
  const say = useAsset();
  return (
    <Panel title={say('releases')}>
      {releases.length === 0 ? <Nothing>{say('releasesNone')}</Nothing> : null}
      {releases.map(({ id, rank, text, grade, recall, recorded }) => (
        <section key={id} className="release">
          <span className="row-head">
            <Identifier value={id} to={`/trace/${id}`} />
            {grade ? <Tag kind="Grade" value={grade.grade} /> : null}
            {recall ? <span className="tag bad">{say('recalled')}</span> : null}
            <small>{say('rank', { rank })}</small>
            <Go className="end" to={`/trace/${id}`}>
              {say('trace')}
            </Go>
          </span>
          {text ? <ReleaseText of={text} /> : null}
          <small>
            <Moment time={recorded.time} block={recorded.block} />
          </small>
        </section>
      ))}
    </Panel>
  );
}

function Offers({ asset }: { readonly asset: string }) {
  const say = useAsset();
  const term = useTerm();
  const session = useSession();
  const asked = useAsk(AssetOffersDocument, { asset }, { when: Boolean(session) });
  if (!session) return null;
  return (
    <Panel title={say('offers')}>
      <Answer of={asked}>
        {({ offers: { nodes } }) =>
          nodes.length === 0 ? (
            <Nothing>{say('offersNone')}</Nothing>
          ) : (
            <ul className="rows">
              {nodes.map(({ id, terms }) => (
                <li key={id}>
                  <Identifier value={id} />
                  <small>
                    {[
                      terms.actions.map((action) => term('LicenceAction', action)).join('、'),
                      terms.purposes?.join('、'),
                      terms.territories?.join('、'),
                      terms.until ? day(terms.until) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

function History({ of }: { readonly of: Found }) {
  const say = useAsset();
  return (
    <Panel title={say('history')}>
      <ol className="timeline">
        {of.history.toReversed().map(({ version, state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind="AssetState" value={state} /> {say('at', { version })}
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One asset: what it is, whose, under which certificate, in which releases, and how that came. */
export default function Asset() {
  const say = useAsset();
  const term = useTerm();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(AssetPageDocument, { id });
  return (
    <Answer of={asked}>
      {({ asset: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(found.text?.descriptor?.title) || term('Disclosure', found.disclosure)}{' '}
                  <Tag kind="AssetState" value={found.state} /> <Tag kind="Grade" value={found.gradeFloor} />
                </>
              }
              text={<Identifier value={found.id} whole />}
            />
            <div className="columns wide-left">
              <div className="stack">
                <Panel title={say('about')}>
                  {found.text ? <AssetText of={found.text} /> : <Nothing>{say('restricted')}</Nothing>}
                  {found.reduced ? <p className="hint">{say('reduced')}</p> : null}
                </Panel>
                <Releases of={found} />
                <EdgeList releases={found.releases.map(({ id, text }) => ({ id, label: text?.label }))} />
              </div>
              <div className="stack">
                <Steps of={found} />
                <Facts of={found} />
                <AssetStanding asset={found.id} />
                <Offers asset={found.id} />
                <History of={found} />
              </div>
            </div>
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
