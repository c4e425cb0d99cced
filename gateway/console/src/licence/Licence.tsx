import type { OfferPageQuery } from '../generated/licence.ts';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Grants, usePlainly } from './Grants.tsx';
import { useLicence } from './words.ts';

type Offered = NonNullable<OfferPageQuery['offer']>;
type Content = Pick<Offered, 'assetId' | 'asset' | 'releaseId' | 'terms' | 'notice' | 'route' | 'contract' | 'odrl'>;
type Evidence = NonNullable<Offered['contract']>;

/** What a document is, and its digest. */
export function PaperLine({ of }: { readonly of: Evidence }) {
  const term = useTerm();
  return (
    <>
      {of.name ?? term('EvidenceKind', of.kind)} <small>{bytes(of.size)}</small> <Identifier value={of.sha256} />
    </>
  );
}

/** What a licence says: as a sentence, member by member, and as the policy that machines read. */
export function Licence({ of, licensee }: { readonly of: Content; readonly licensee: string }) {
  const say = useLicence();
  const term = useTerm();
  const plainly = usePlainly();
  const named = {
    licensee,
    asset: titled(of.asset?.text?.descriptor?.title) || of.assetId,
    scope: of.releaseId ? say('oneRelease', { release: `…${of.releaseId.slice(-6)}` }) : say('every'),
  };
  return (
    <div className="stack">
      <Panel title={say('plainly')} extra={<small>{say('plainlyText')}</small>}>
        <p className="plainly">{plainly(named, of.terms, of.notice)}</p>
        <Grants of={of.terms} notice={of.notice} />
        <dl className="facts">
          {of.releaseId ? (
            <>
              <dt>{say('release')}</dt>
              <dd>
                <Identifier value={of.releaseId} to={`/trace/${of.releaseId}`} />
              </dd>
            </>
          ) : null}
          {of.route ? (
            <>
              <dt>{say('route')}</dt>
              <dd>
                {term('RouteKind', of.route.kind)} · {of.route.reference}
                {of.route.evidence.map((paper) => (
                  <div key={paper.sha256}>
                    <PaperLine of={paper} />
                  </div>
                ))}
              </dd>
            </>
          ) : null}
          {of.contract ? (
            <>
              <dt>{say('contract').replace(/\s*[（(].*$/, '')}</dt>
              <dd>
                <PaperLine of={of.contract} />
              </dd>
            </>
          ) : null}
        </dl>
      </Panel>
      <Panel title={say('odrl')} extra={<small>{say('odrlText')}</small>}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
        <pre className="technical scroll" tabIndex={0}>
          {JSON.stringify(of.odrl, null, 2)}
        </pre>
      </Panel>
    </div>
  );
}
