import { type About, type Line, type Lineage, lineId, type Point } from './model.ts';

/**
 * A trace as PROV-JSON (W3C Member Submission, The PROV-JSON Serialization, 2013): releases are entities, their holders
 * agents, an edge a derivation, an alias an alternate. What PROV has no word for are attributes under `suyuan:`.
 */
export type ProvJson = Readonly<
  Record<'prefix', Readonly<Record<string, string>>> &
    Record<
      'entity' | 'agent' | 'wasDerivedFrom' | 'wasAttributedTo' | 'alternateOf',
      Readonly<Record<string, Readonly<Record<string, unknown>>>>
    >
>;

/** Local names have no colon; a commitment keeps its digits. */
const named = (id: string) => `suyuan:${id.replace(/[^0-9A-Za-z_-]/g, '-')}`;
const qualified = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' });
const word = (value: string) => value.toLowerCase();

function entityOf(point: Point, about: About | undefined): Record<string, unknown> {
  const { title, label } = about ?? {};
  return {
    ...(title
      ? { 'prov:label': [{ $: title.zh, lang: 'zh' }, ...(title.en ? [{ $: title.en, lang: 'en' }] : [])] }
      : {}),
    'prov:type': qualified(
      point.visible ? (about?.kind === 'EXTERNAL' ? 'suyuan:outside' : 'suyuan:release') : 'suyuan:hidden',
    ),
    'suyuan:id': point.id,
    'suyuan:hop': point.hop,
    ...(point.grade ? { 'suyuan:grade': word(point.grade) } : {}),
    ...(label ? { 'suyuan:version': label } : {}),
    ...(about?.recalled ? { 'suyuan:recalled': true } : {}),
    ...(point.cut ? { 'suyuan:cut': true } : {}),
  };
}

const derivation = ({ from, to, state, loop }: Line) => ({
  'prov:generatedEntity': named(to),
  'prov:usedEntity': named(from),
  'suyuan:state': word(state),
  ...(loop ? { 'suyuan:loop': true } : {}),
});

const numbered = <T>(name: string, of: readonly T[]): Record<string, T> =>
  Object.fromEntries(of.map((one, n) => [`_:${name}${n + 1}`, one]));

export function provOf(lineage: Lineage, about: ReadonlyMap<string, About>, base: string): ProvJson {
  const { points, lines, asOf } = lineage;
  const held = points.flatMap(({ id }) => {
    const holder = about.get(id)?.holder;
    return holder ? [{ id, holder }] : [];
  });
  const sorted = lines.toSorted((a, b) => (lineId(a) < lineId(b) ? -1 : 1));
  return {
    prefix: { suyuan: new URL('/trace/', base).href },
    entity: {
      'suyuan:answer': {
        'prov:type': qualified('suyuan:answer'),
        'suyuan:block': asOf.block,
        'suyuan:time': asOf.time,
      },
      ...Object.fromEntries(points.map((point) => [named(point.id), entityOf(point, about.get(point.id))])),
    },
    agent: Object.fromEntries(
      held.map(({ holder }) => [
        named(holder.id),
        {
          'prov:type': qualified('prov:Organization'),
          'prov:label': [
            { $: holder.title.zh, lang: 'zh' },
            ...(holder.title.en ? [{ $: holder.title.en, lang: 'en' }] : []),
          ],
        },
      ]),
    ),
    wasDerivedFrom: numbered('edge', sorted.filter(({ alias }) => !alias).map(derivation)),
    wasAttributedTo: numbered(
      'held',
      held.map(({ id, holder }) => ({ 'prov:entity': named(id), 'prov:agent': named(holder.id) })),
    ),
    alternateOf: numbered(
      'alias',
      sorted
        .filter(({ alias }) => alias)
        .map(({ from, to }) => ({ 'prov:alternate1': named(to), 'prov:alternate2': named(from) })),
    ),
  };
}
