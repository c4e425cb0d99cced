import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { ConsentsDocument } from '../generated/register.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import { useRegister } from './words.ts';

/** Transfers to one's own entity that wait for its consent. Where there are none, nothing is said. */
export function Consents({ entity }: { readonly entity: string }) {
  const say = useRegister();
  const asked = useAsk(ConsentsDocument, {}, { when: entity !== '' });
  const found = (asked.data?.cases.nodes ?? []).filter(
    ({ application, people }) => application?.transferee === entity && !people.consenter,
  );
  if (found.length === 0) return null;
  return (
    <Panel title={say('consents')} className="consents">
      <ul className="rows">
        {found.map(({ id, applicant, asset, next }) => (
          <li key={id}>
            <span className="row-head">
              <Link to={`/cases/${id}`}>{titled(asset?.text?.descriptor?.title) || id}</Link>
              <span>{say('consentFrom', { who: titled(applicant?.title) })}</span>
              {next ? (
                <span className="end">
                  <Deadline time={next.deadline} />
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
