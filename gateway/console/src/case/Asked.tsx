import { useAsk } from '../data/query.ts';
import { CaseEntitiesDocument, type CaseFileQuery } from '../generated/case.ts';
import { AssetText } from '../parts/AssetText.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;

/** What is asked for: the text, or what is to happen with the one that is registered. */
export function Asked({ of }: { readonly of: Found }) {
  const say = useCase();
  const { application, sealed } = of;
  const { grounds, transferee } = application ?? {};
  const text = application?.asset ?? of.asset?.text;
  return (
    <Panel title={say('application')}>
      <div className="stack">
        {sealed && !application ? <Nothing>{say('restricted')}</Nothing> : null}
        {sealed && application ? <p className="hint">{say('restrictedRead')}</p> : null}
        {of.type === 'INITIAL' ? null : <p className="sentence">{say(`asks_${of.type}`)}</p>}
        {grounds || transferee ? (
          <dl className="facts">
            {transferee ? (
              <div>
                <dt>{say('consenter')}</dt>
                <dd>
                  <Entity id={transferee} />
                </dd>
              </div>
            ) : null}
            {grounds ? (
              <div>
                <dt>{say('grounds')}</dt>
                <dd>{grounds}</dd>
              </div>
            ) : null}
          </dl>
        ) : null}
        {text ? (
          <div>
            <AssetText of={text} />
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

/** An entity by its name. */
function Entity({ id }: { readonly id: string }) {
  const { data } = useAsk(CaseEntitiesDocument, {}, { still: true });
  const found = data?.entities.nodes.find((one) => one.id === id);
  return found ? (
    <>
      {titled(found.title)} <small>{id}</small>
    </>
  ) : (
    id
  );
}
