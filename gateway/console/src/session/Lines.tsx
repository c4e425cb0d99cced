import { moment } from '../parts/format.ts';
import { useField } from '../words/fields.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { kindOf } from './kinds.ts';
import { Named } from './Named.tsx';
import { useNames } from './names.ts';

const ID = /^((sha256|sm3):[0-9a-f]{64}|[a-z]{3}-[0-9a-f]{32}|[0-9a-f-]{32,64})$/;

/** Members that name a legal person by its id. */
const ENTITIES: ReadonlySet<string> = new Set([
  ...['entity', 'registrar', 'holder', 'transferee', 'licensee', 'recipient', 'beneficiary', 'signedBy', 'to'],
  ...['exchange', 'buyer', 'seller', 'bank', 'body', 'silent', 'successor'],
]);

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Members whose name means something else in one place. */
const memberOf = (name: string, path: string) => (name === 'count' && path.endsWith('.batch') ? 'certificates' : name);

const isTitle = (value: unknown): value is { zh: string; en?: string } =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  Object.keys(value).every((key) => key === 'zh' || key === 'en');

function Value({ name, value, path }: { readonly name: string; readonly value: unknown; readonly path: string }) {
  const term = useTerm();
  const field = useField();
  const { entity } = useNames();
  if (typeof value === 'boolean') return field(value ? 'yes' : 'no');
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value === 'string') {
    if (ID.test(value)) return <Named id={value} />;
    if (ENTITIES.has(name)) return entity(value) === value ? value : `${entity(value)} (${value})`;
    if (INSTANT.test(value)) return moment(value);
    const kind = kindOf(name, path, value);
    return kind ? term(kind, inApi(value)) : value;
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    if (value.length > 0 && value.every((item) => ID.test(item)))
      return (
        <ul className="ids">
          {value.map((item) => (
            <li key={item}>
              <Named id={item} />
            </li>
          ))}
        </ul>
      );
    const said = (item: string) => {
      const kind = kindOf(name, path, item);
      return kind ? term(kind, inApi(item)) : item;
    };
    return value.map(said).join('、') || field('none');
  }
  if (isTitle(value)) return [value.zh, value.en].filter(Boolean).join(' · ');
  if (Array.isArray(value) && name === 'fields') {
    const columns = value as readonly { name: string; type: string }[];
    return columns.map((column) => `${column.name} (${term('FieldType', inApi(column.type))})`).join(', ');
  }
  return <Lines of={value as object} path={path} />;
}

/** The members of a command, in words. */
export function Lines({ of, path = '' }: { readonly of: object; readonly path?: string }) {
  const field = useField();
  const entries = Object.entries(of).filter(([name]) => name !== 'commandId');
  if (entries.length === 0) return <>{field('none')}</>;
  return (
    <dl className="lines">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{Array.isArray(of) ? `${Number(name) + 1}` : field(memberOf(name, path))}</dt>
          <dd>
            <Value name={name} value={value} path={`${path}.${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
