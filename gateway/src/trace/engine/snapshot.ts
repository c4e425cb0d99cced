import type { Alias } from './aliases.ts';
import type { EdgeClass } from './classes.ts';
import { Lineage } from './lineage.ts';
import { OPEN, type Rows, UNTIL, VERSION, WIDTH } from './rows.ts';
import { readHeader, readSections } from './sections.ts';

/** Of which ledger a graph is, and as of which block. */
export interface Stand {
  /** Hash of the ledger's block 0. */
  readonly genesis: string;
  readonly block: number;
  /** Hash of that block. */
  readonly hash: string;
}

/** The form of a snapshot; another is not read. */
const FORM = 1;

interface Header extends Stand {
  readonly form: number;
  readonly entities: readonly string[];
  readonly states: readonly string[];
  readonly classes: readonly EdgeClass[];
  readonly aliases: readonly Alias[];
}

const bytesOf = (data: Uint8Array | Uint32Array) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
const wordsOf = (data: Uint8Array | undefined) =>
  data ? new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4) : new Uint32Array();

const ROW_PARTS = ['outOf', 'into'] as const;

/**
 * What a snapshot holds, without a copy of what is large. Another thread may write it while blocks go on changing the
 * memory, for what they change is either copied here, or told from what was by its block, or said again when the blocks
 * after the snapshot are read.
 */
export function frozen({ facts, classes, aliases, graph }: Lineage, stand: Stand) {
  const { rows, overlay } = graph.layers;
  const history = [...facts.grades].flatMap(([node, past]) => past.flatMap(([block, grade]) => [node, block, grade]));
  const header: Header = {
    ...stand,
    form: FORM,
    entities: [...facts.entities.all],
    states: [...facts.states.all],
    classes: [...classes.all],
    aliases: aliases.all(),
  };
  const [nodes, assets] = [facts.nodes.columns(), facts.assets.columns()];
  const arrays = {
    'nodes.kinds': nodes.kinds,
    'nodes.beginnings': nodes.beginnings,
    'nodes.long': nodes.long,
    'nodes.rests': nodes.rests,
    'assets.kinds': assets.kinds,
    'assets.beginnings': assets.beginnings,
    'node.asset': facts.nodeAsset.filled(),
    'node.entity': facts.nodeEntity.filled(),
    'node.since': facts.nodeSince.filled(),
    'node.grade': facts.nodeGrade.filled().slice(),
    'node.gradedAt': facts.nodeGradedAt.filled().slice(),
    'node.grades': Uint32Array.from(history),
    'asset.entity': facts.assetEntity.filled(),
    'asset.state': facts.assetState.filled(),
    'asset.registered': facts.assetRegistered.filled(),
    'asset.certified': facts.assetCertified.filled(),
    'party.first': facts.parties.first.filled().slice(),
    'party.records': facts.parties.records.filled(),
    'outOf.start': rows.outOf.start,
    'outOf.records': rows.outOf.records,
    'into.start': rows.into.start,
    'into.records': rows.into.records,
    overlay: overlay.records.filled(),
  };
  const sections = Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, bytesOf(data)]));
  return { header, sections };
}

type Sections = Readonly<Record<string, Uint8Array>>;

function thawFacts({ facts }: Lineage, sections: Sections, block: number): void {
  const words = (name: string) => wordsOf(sections[name]);
  const bytes = (name: string) => sections[name] ?? new Uint8Array();
  facts.nodes.load({
    kinds: bytes('nodes.kinds'),
    beginnings: words('nodes.beginnings'),
    long: words('nodes.long'),
    rests: words('nodes.rests'),
  });
  const none = new Uint32Array();
  facts.assets.load({
    kinds: bytes('assets.kinds'),
    beginnings: words('assets.beginnings'),
    long: none,
    rests: none,
  });
  facts.nodeAsset.take(words('node.asset'));
  facts.nodeEntity.take(words('node.entity'));
  facts.nodeSince.take(words('node.since'));
  facts.nodeGrade.take(bytes('node.grade'));
  facts.nodeGradedAt.take(words('node.gradedAt'));
  facts.assetEntity.take(words('asset.entity'));
  facts.assetState.take(words('asset.state'));
  facts.assetRegistered.take(words('asset.registered'));
  facts.assetCertified.take(bytes('asset.certified'));
  facts.parties.first.take(words('party.first'));
  facts.parties.records.take(words('party.records'));
  const history = words('node.grades');
  for (let i = 0; i < history.length; i += 3) {
    const [node, since, grade] = [history[i] as number, history[i + 1] as number, history[i + 2] as number];
    const past = facts.grades.get(node) ?? [];
    past.push([since, grade]);
    facts.grades.set(node, past);
  }
  facts.siblings(block);
}

/** A version that ended after the block was in force as of it. */
function reopen(records: Uint32Array, at: number, width: number, block: number): void {
  for (let i = at; i < records.length; i += width) if ((records[i] as number) > block) records[i] = OPEN;
}

function thawRows(sections: Sections, block: number): Rows {
  const halves = ROW_PARTS.map((side) => {
    const [start, records] = [wordsOf(sections[`${side}.start`]), wordsOf(sections[`${side}.records`])];
    reopen(records, UNTIL, WIDTH, block);
    return [side, { start, records }] as const;
  });
  return Object.fromEntries(halves) as Rows;
}

/** Where the graph of a file stands; undefined when it is of another form. @throws when it is no such file */
export function standOf(file: string): Stand | undefined {
  const { form, genesis, block, hash } = readHeader<Header>(file);
  return form === FORM ? { genesis, block, hash } : undefined;
}

/** The graph of a file. @throws when it is not whole */
export function thaw(file: string): Lineage {
  const { header, sections } = readSections<Header>(file);
  const { block } = header;
  const lineage = new Lineage();
  for (const name of header.entities) lineage.facts.entities.number(name);
  for (const name of header.states) lineage.facts.states.number(name);
  for (const one of header.classes) lineage.classes.number(one);
  for (const alias of header.aliases) lineage.aliases.put(alias);
  thawFacts(lineage, sections, block);
  lineage.begin(thawRows(sections, block), block);
  const overlay = wordsOf(sections.overlay);
  reopen(overlay, 3, VERSION, block);
  for (let i = 0; i < overlay.length; i += VERSION)
    lineage.graph.layers.overlay.add([...overlay.subarray(i, i + VERSION)] as [number, number, number, number, number]);
  return lineage;
}
