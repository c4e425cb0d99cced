import { useField } from '../words/fields.ts';
import { useTerm } from '../words/terms.ts';
import { Named } from './Named.tsx';

const ID = /^((sha256|sm3):[0-9a-f]{64}|[a-z]{3}-[0-9a-f]{32}|[0-9a-f-]{32,64})$/;

/** Enums of the API, by the field in which their values stand on the ledger. */
const KINDS: Readonly<Record<string, string>> = {
  grade: 'Grade',
  kind: 'AssetKind',
  form: 'AssetForm',
  updateFrequency: 'UpdateFrequency',
  sourceBasis: 'SourceBasis',
  right: 'RightKind',
  ground: 'ObjectionGround',
  code: 'ReasonCode',
  type: 'CaseType',
  legalBasis: 'LegalBasis',
  heads: 'Heads',
  clearance: 'Grade',
  roles: 'Role',
  actions: 'LicenceAction',
  transformation: 'Transformation',
};

/** Where the same member means different things in different commands. */
const KINDS_AT: readonly (readonly [string, RegExp, string])[] = [
  ['kind', /^\.content\.kind$/, 'ProposalKind'],
  ['kind', /^\.run\.kind$/, 'RunKind'],
  ['kind', /evidence/, 'EvidenceKind'],
  ['type', /fields/, 'FieldType'],
];

const kindOf = (name: string, path: string): string | undefined =>
  KINDS_AT.find(([its, where]) => its === name && where.test(path))?.[2] ?? KINDS[name];

const upper = (value: string) => value.toUpperCase().replaceAll('-', '_');

const isTitle = (value: unknown): value is { zh: string; en?: string } =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  Object.keys(value).every((key) => key === 'zh' || key === 'en');

function Value({ name, value, path }: { readonly name: string; readonly value: unknown; readonly path: string }) {
  const term = useTerm();
  const field = useField();
  if (typeof value === 'boolean') return field(value ? 'yes' : 'no');
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value === 'string') {
    if (ID.test(value)) return <Named id={value} />;
    const kind = kindOf(name, path);
    return kind ? term(kind, upper(value)) : value;
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    const kind = KINDS[name];
    return value.map((item) => (kind ? term(kind, upper(item)) : item)).join('、') || field('none');
  }
  if (isTitle(value)) return [value.zh, value.en].filter(Boolean).join(' · ');
  if (Array.isArray(value) && name === 'fields') {
    const columns = value as readonly { name: string; type: string }[];
    return columns.map((column) => `${column.name} (${term('FieldType', upper(column.type))})`).join(', ');
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
          <dt>{Array.isArray(of) ? `${Number(name) + 1}` : field(name)}</dt>
          <dd>
            <Value name={name} value={value} path={`${path}.${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
