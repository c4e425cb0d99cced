import { usePages } from '../data/pages.ts';
import { type PartiesQuery, RefusalsDocument } from '../generated/licence.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Named } from '../session/Named.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useLicence } from './words.ts';

/** Uses that the ledger refused and somebody put on record. */
export function Refusals({ parties }: { readonly parties: PartiesQuery['entities']['nodes'] }) {
  const say = useLicence();
  const term = useTerm();
  const language = useLanguage();
  const pages = usePages(RefusalsDocument, {}, ({ useRefusals }) => useRefusals);
  return (
    <Panel title={say('refusals')} extra={<Total of={pages} />}>
      <Paged of={pages} none={<Nothing>{say('refusalsNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map(({ id, answer: { question, clause }, recorded }) => (
              <li key={id}>
                <span>
                  {titled(parties.find((one) => one.id === question.recipient)?.title) || question.recipient} ·{' '}
                  {term('LicenceAction', question.action)} · {question.purpose} · <Named id={question.release} />
                </span>
                <p>{clause[language]}</p>
                <small>
                  <Identifier value={id} /> · <Moment time={recorded.time} block={recorded.block} />
                </small>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
