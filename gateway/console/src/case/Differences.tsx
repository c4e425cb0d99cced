import { kindOf } from '../session/kinds.ts';
import { useField } from '../words/fields.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { BY_NAME, type Difference } from './difference.ts';
import { useCase } from './words.ts';

const isWord = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A value in words; of an object its members that say something. */
function useShown(): (value: unknown, path: readonly string[]) => string {
  const term = useTerm();
  const field = useField();
  const shown = (value: unknown, path: readonly string[]): string => {
    if (value === undefined || value === null || value === '') return '–';
    if (Array.isArray(value)) return value.map((item) => shown(item, path)).join('、') || '–';
    if (isWord(value)) {
      if (typeof value === 'boolean') return field(value ? 'yes' : 'no');
      if (typeof value === 'number') return value.toLocaleString();
      const kind = kindOf(path.at(-1) ?? '', `.${path.join('.')}`, value);
      return kind ? term(kind, inApi(value)) : value;
    }
    return Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([name, member]) => shown(member, [...path, name]))
      .join(' · ');
  };
  return shown;
}

/** What is another than before, place by place. */
export function Differences({ of }: { readonly of: readonly Difference[] }) {
  const say = useCase();
  const field = useField();
  const shown = useShown();
  const term = useTerm();
  const named = (name: string, index: number, path: readonly string[]) => {
    if (name.startsWith(BY_NAME)) {
      const own = name.slice(BY_NAME.length);
      return path[index - 1] === 'rights' ? term('RightKind', own.toUpperCase()) : own;
    }
    return /^\d+$/.test(name) ? `${Number(name) + 1}` : field(name);
  };
  return (
    <section className="scroll whole-height" aria-label={say('changed')}>
      <table className="changes">
        <thead>
          <tr>
            <th>{say('changed')}</th>
            <th>{say('before')}</th>
            <th>{say('now')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ path, before, now }) => (
            <tr key={path.join('.')}>
              <td>{path.map(named).join(' › ')}</td>
              <td>
                <del>{shown(before, path)}</del>
              </td>
              <td>
                <ins>{shown(now, path)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
