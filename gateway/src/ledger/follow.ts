import type { LedgerBlock } from './block.ts';

/** A peer that blocks can be read from. */
export interface BlockSource {
  readonly name: string;
  blocks(from: number, signal: AbortSignal): AsyncIterable<LedgerBlock>;
}

/** Where to go on: the next block's number and, when known, the hash of the one before. */
export interface Place {
  readonly from: number;
  readonly previous: string | undefined;
}

/** Every peer's next block belongs to another chain than the one that was read so far. */
export class ChainBroken extends Error {
  readonly block: number;

  constructor(block: number, rule: string) {
    super(rule);
    this.name = 'ChainBroken';
    this.block = block;
  }
}

/** Another operator's peer is left again after this, so that the own one is read from once it is back. */
const HOMEWARD_MS = 60_000;

function check(block: LedgerBlock, { from, previous }: Place, source: string): void {
  const broken = (rule: string) => new ChainBroken(from, `${source}: ${rule}`);
  if (block.number !== from) throw broken(`block ${block.number} came where block ${from} was due`);
  if (previous && block.previous !== previous)
    throw broken(`block ${from} states the previous hash ${block.previous}, not ${previous}`);
  if (!block.dataIntact) throw broken(`the data of block ${from} has not its hash`);
}

/** Blocks of one source until it is lost, the signal aborts, or it is time to look at the own peer again. */
async function* stretch(source: BlockSource, from: number, signal: AbortSignal, homewardMs: number | undefined) {
  const leaving = new AbortController();
  const timer = homewardMs === undefined ? undefined : setTimeout(() => leaving.abort(), homewardMs);
  try {
    yield* source.blocks(from, AbortSignal.any([signal, leaving.signal]));
    if (!signal.aborted && !leaving.signal.aborted) throw new Error(`${source.name} ended its blocks`);
  } finally {
    clearTimeout(timer);
    leaving.abort();
  }
}

/**
 * Blocks in order from a place on, without end: of the first source while it can be had, else of the others in turn. None
 * is missed and none comes twice, because each must have the number that is due and name its predecessor's hash; a source
 * whose block does not is left like one that is lost. `onLost` hears of each that is left.
 * @throws when no source is left: ChainBroken when all of them gave another chain's block, else why the own one was lost
 */
export async function* follow(
  sources: readonly BlockSource[],
  begin: Place,
  signal: AbortSignal,
  onLost: (source: string, error: unknown) => void = () => undefined,
  homewardMs = HOMEWARD_MS,
): AsyncGenerator<LedgerBlock> {
  let place = begin;
  let lost: unknown[] = [];
  let at = 0;
  while (!signal.aborted) {
    const source = sources[at];
    if (!source) throw new Error('there is no peer to read blocks from');
    try {
      for await (const block of stretch(source, place.from, signal, at === 0 ? undefined : homewardMs)) {
        check(block, place, source.name);
        yield block;
        place = { from: block.number + 1, previous: block.hash };
        lost = [];
      }
      lost = [];
      at = 0;
    } catch (error) {
      if (signal.aborted) return;
      onLost(source.name, error);
      lost.push(error);
      if (lost.length >= sources.length) throw lost.find((why) => !(why instanceof ChainBroken)) ?? lost[0];
      at = (at + 1) % sources.length;
    }
  }
}
