import type { CaseFileQuery } from '../generated/case.ts';
import { Panel } from '../parts/Panel.tsx';
import { useField } from '../words/fields.ts';
import { useTerm } from '../words/terms.ts';
import { useCase } from './words.ts';

/** Why a case was returned or refused, reason by reason. */
export function Returned({ of }: { readonly of: Pick<NonNullable<CaseFileQuery['case']>, 'reasons'> }) {
  const say = useCase();
  const term = useTerm();
  const field = useField();
  if (of.reasons.length === 0) return null;
  return (
    <Panel title={say('reasons')}>
      <ul className="findings">
        {of.reasons.map(({ field: name, code, text }) => (
          <li key={`${name}/${text}`}>
            <b>{text}</b>
            <small>
              {field(name.split('.').at(-1) ?? name)} · {term('ReasonCode', code)}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
