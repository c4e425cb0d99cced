import { commands, fits } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { formsFor, hasForm } from '../../gateway/console/src/act/commands.ts';
import { prefilled, written } from '../../gateway/console/src/act/draft.ts';
import { kindOf, type Schema, shapesOf } from '../../gateway/console/src/act/schema.ts';
import { SENTENCES } from '../../gateway/console/src/act/sentences.ts';
import { en } from '../../gateway/console/src/words/fields-en.ts';
import { zh } from '../../gateway/console/src/words/fields-zh.ts';

const names = Object.keys(commands) as (keyof typeof commands)[];
const forms = names.filter(hasForm);

/** The command less its id, as the page asks for it. */
const schemaOf = (name: keyof typeof commands): Schema => {
  const { commandId: _made, ...properties } = (commands[name] as Schema).properties ?? {};
  return {
    type: 'object',
    properties,
    required: ((commands[name] as Schema).required ?? []).filter((one) => one !== 'commandId'),
  };
};

function membersOf(schema: Schema): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [name, ...membersOf(member)]);
  return [...own, ...(schema.items ? membersOf(schema.items) : []), ...(schema.anyOf ?? []).flatMap(membersOf)];
}

/** The least that a schema takes, as a person would fill it in. */
function least(schema: Schema): unknown {
  switch (kindOf(schema)) {
    case 'group':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, least(schema.properties?.[name] ?? {})]));
    case 'variant':
      return { shape: 0, of: least(shapesOf(schema)[0] ?? {}) };
    case 'list':
    case 'choices':
    case 'papers':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => least(schema.items ?? {}));
    case 'paper':
      return { kind: 'other', name: 'a', sha256: `sha256:${'0'.repeat(64)}`, size: 1, mediaType: 'text/plain' };
    case 'choice':
      return schema.enum?.[0];
    case 'switch':
      return false;
    case 'number':
      return schema.minimum ?? 1;
    case 'date':
      return '2026-11-28';
    case 'moment':
      return '2026-11-28T00:00:00.000Z';
    default:
      return texts.find((one) => written(schema, one).problems.length === 0);
  }
}

const texts = [
  'reason',
  ...['ast', 'rel', 'ext', 'cas', 'msr', 'rcl', 'bas', 'rpt', 'vlt', 'agr', 'bat', 'ofr', 'rec', 'rcg', 'lst'].map(
    (kind) => `${kind}-${'0'.repeat(32)}`,
  ),
  'DEMO-2026-29679735742678797',
  `sha256:${'0'.repeat(64)}`,
  '0'.repeat(64),
  'CN',
  'BANKCN22XXX',
  '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n',
  'https://example.org/',
  '6222020000000001',
];

describe('a form of a command', () => {
  it('has a word in both languages for every member of every command', () => {
    const members = [...new Set(names.flatMap((name) => membersOf(commands[name] as Schema)))];
    expect(members.filter((name) => name !== 'commandId' && (!(name in zh) || !(name in en)))).toEqual([]);
  });

  it.each(forms)('%s says what it comes to, and is written as the ledger takes it', (name) => {
    expect(SENTENCES[name]).toHaveLength(2);
    const schema = schemaOf(name);
    const { value, problems } = written(schema, least(schema));
    expect(problems).toEqual([]);
    expect(fits(commands[name], { commandId: 'command-1', ...(value as object) })).toBe(true);
  });

  it('names what is missing and what has not its form, and leaves out what was not filled in', () => {
    const schema = schemaOf('recall:order');
    const { value, problems } = written(schema, { release: 'rel-1', replacement: '  ', evidence: [] });
    expect(value).toEqual({ release: 'rel-1', evidence: [] });
    expect(problems).toEqual([
      { path: '.release', rule: 'shape' },
      { path: '.reason', rule: 'missing' },
    ]);
    const basis = written(schemaOf('basis:record'), { law: 'a', purpose: 'b', instruments: [], starts: ['x'] });
    expect(basis.problems.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      '.instruments few',
      '.starts.0 shape',
      '.until missing',
    ]);
  });

  it('begins with what the address says: members of members by dots, lists by repeating', () => {
    const asset = `ast-${'1'.repeat(32)}`;
    expect(prefilled(schemaOf('record:handOver'), [['record.case', 'cas-1']])).toEqual({
      record: { shape: 2, of: { case: 'cas-1' } },
    });
    const said = [
      ['recall', 'rcl-1'],
      ['releases', 'rel-1'],
      ['releases', 'rel-2'],
    ] as const;
    expect(prefilled(schemaOf('recall:acknowledge'), said)).toEqual({ recall: 'rcl-1', releases: ['rel-1', 'rel-2'] });
    expect(
      prefilled(schemaOf('asset:freeze'), [
        ['asset', asset],
        ['nonsense', '1'],
      ]),
    ).toEqual({ asset });
    expect(prefilled(schemaOf('leaf:suspend'), [['index', '7']])).toEqual({ index: 7 });
  });

  it('is offered by role', () => {
    expect(formsFor(['REGULATOR'])).toContain('asset:freeze');
    expect(formsFor(['HOLDER'])).not.toContain('asset:freeze');
    expect(formsFor([])).toContain('key:report');
  });
});
