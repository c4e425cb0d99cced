import { useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { CaseFileDocument, type CaseFileQuery } from '../generated/case.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { ReleaseText } from '../parts/ReleaseText.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Asked } from './Asked.tsx';
import { Change } from './Change.tsx';
import { History } from './History.tsx';
import { Leaves } from './Leaves.tsx';
import { Made } from './Made.tsx';
import { Moves } from './Moves.tsx';
import { Objections } from './Objections.tsx';
import { Opening } from './Opening.tsx';
import { Papers } from './Papers.tsx';
import { Returned } from './Returned.tsx';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;

const OFFICES = ['submitter', 'acceptor', 'reviewer', 'issuer'] as const;
const OVER = ['ISSUED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'UPHELD'];

function Next({ of }: { readonly of: Found }) {
  const say = useCase();
  const term = useTerm();
  const command = useCommand();
  const { next } = of;
  return (
    <Panel title={say('next')} extra={next ? <Deadline time={next.deadline} /> : null} className="next">
      <p>
        {next
          ? say('moves', {
              who: term('Mover', next.mover),
              action: command(next.action),
              silence: term('Silence', next.silence),
            })
          : say('nothing')}
      </p>
      <Moves of={of} />
    </Panel>
  );
}

function Facts({ of }: { readonly of: Found }) {
  const say = useCase();
  return (
    <Panel title={say('facts')}>
      <dl className="facts">
        <div>
          <dt>{say('applicant')}</dt>
          <dd>{titled(of.applicant?.title) || of.applicantId}</dd>
        </div>
        <div>
          <dt>{say('registrar')}</dt>
          <dd>{titled(of.registrar?.title) || of.registrarId}</dd>
        </div>
        <div>
          <dt>{say('profile')}</dt>
          <dd>
            {titled(of.profile?.title)} <small>{of.profile?.citation.source}</small>
          </dd>
        </div>
        <div>
          <dt>{say('opened')}</dt>
          <dd>
            <Moment time={of.openedAt} />
          </dd>
        </div>
        {of.receipt ? (
          <div>
            <dt>{say('receipt')}</dt>
            <dd>
              {of.receipt.by.person} · <Moment time={of.receipt.time} />
            </dd>
          </div>
        ) : null}
        {of.publicity ? (
          <div>
            <dt>{say('publicity')}</dt>
            <dd>
              <Moment time={of.publicity.from} /> – <Moment time={of.publicity.until} />
            </dd>
          </div>
        ) : null}
        {of.certificate ? (
          <div>
            <dt>{say('certificate')}</dt>
            <dd>
              <Identifier value={of.certificate.number} to={`/certificates/${of.certificate.number}`} whole />{' '}
              <Tag kind="CertificateState" value={of.certificate.state} />
            </dd>
          </div>
        ) : null}
        {of.assetId ? (
          <div>
            <dt>{say('asset')}</dt>
            <dd>
              <Identifier value={of.assetId} to={`/assets/${of.assetId}`} />
            </dd>
          </div>
        ) : null}
        {of.type === 'TRANSFER' ? (
          <div>
            <dt>{say('consent')}</dt>
            <dd>{of.people.consenter?.person ?? <small>{say('consentAwaited')}</small>}</dd>
          </div>
        ) : null}
        {OFFICES.map((office) => (
          <div key={office}>
            <dt>{say(office)}</dt>
            <dd>{of.people[office]?.person ?? <small>{say('notYet')}</small>}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Said({ of }: { readonly of: Found }) {
  const say = useCase();
  return (
    <>
      <Returned of={of} />
      {of.opinion ? (
        <Panel title={say('opinion')}>
          <p>{of.opinion}</p>
        </Panel>
      ) : null}
      {of.withdrawal ? (
        <Panel title={say('withdrawal')}>
          <p>{of.withdrawal}</p>
        </Panel>
      ) : null}
      {of.duplicates.length > 0 ? (
        <Panel title={say('duplicates')}>
          <ul className="rows">
            {of.duplicates.map(({ sha256, entity, asset }) => (
              <li key={sha256 + asset}>
                {entity} · <Identifier value={asset} to={`/assets/${asset}`} /> · <Identifier value={sha256} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}

function File({ of }: { readonly of: Found }) {
  const say = useCase();
  const { application, sealed } = of;
  const standing = of.asset?.text;
  // To who has no part in the case the gateway tells what the profile makes public, and no document.
  const evidence = (sealed ?? application)?.evidence;
  const earlier = of.history
    .map((version) => version.application)
    .filter((version) => version !== null)
    .findLast((version) => JSON.stringify(version) !== JSON.stringify(application));
  return (
    <div className="columns wide-left">
      <div className="stack">
        <Next of={of} />
        {sealed && !OVER.includes(of.state) ? <Opening of={of} /> : null}
        <Said of={of} />
        {application && earlier && of.returns > 0 ? <Change before={earlier} now={application} /> : null}
        {standing && application?.asset && of.type !== 'INITIAL' && !OVER.includes(of.state) ? (
          <Change against="changeOfAsset" before={standing} now={application.asset} />
        ) : null}
        {application?.batch ? <Leaves of={of} /> : <Asked of={of} />}
        {application?.release ? (
          <Panel title={say('release')}>
            <ReleaseText of={application.release} />
          </Panel>
        ) : null}
        {application?.release ? <Made of={of.id} version={of.recorded.block} /> : null}
        <Panel title={say('evidence')}>
          {evidence ? <Papers papers={evidence} /> : <p className="hint">{say('notShown')}</p>}
        </Panel>
      </div>
      <div className="stack">
        <Facts of={of} />
        <Objections of={of} />
        <History of={of} />
      </div>
    </div>
  );
}

/** One case: what is asked for, what stands in it, who moves next until when, and what one can do. */
export default function Case() {
  const say = useCase();
  const term = useTerm();
  useLanguage();
  const { id = '' } = useParams();
  const asked = useAsk(CaseFileDocument, { id });
  return (
    <Answer of={asked}>
      {({ case: found }) =>
        found ? (
          <>
            <PageHead
              title={
                <>
                  {titled(
                    found.application?.asset?.descriptor?.title ??
                      found.application?.batch?.title ??
                      found.asset?.text?.descriptor?.title,
                  ) || term('CaseType', found.type)}{' '}
                  {found.type === 'DEREGISTRATION' && found.state === 'ISSUED' ? (
                    <span className="tag plain">{say('deregistered')}</span>
                  ) : (
                    <Tag kind="CaseState" value={found.state} />
                  )}
                </>
              }
              text={
                <>
                  {term('CaseType', found.type)} · <Identifier value={found.id} whole />
                </>
              }
            />
            <File of={found} />
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}
