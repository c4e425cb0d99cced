import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import { describe, expect, test } from 'vitest';
import { type BlockSource, ChainBroken, follow } from '../../gateway/src/ledger/follow.ts';
import { queue } from '../../gateway/src/ledger/queue.ts';
import { Chain } from './support/chain.ts';

const chainOf = (blocks: number, spoiled = -1) => {
  const chain = new Chain();
  for (let n = 0; n < blocks; n += 1) {
    if (n === spoiled) chain.add([], { dataIntact: false });
    else chain.put([]);
  }
  return chain;
};

/** A peer that gives some blocks of a chain and is then lost; or, with `stays`, waits for ever. */
const source = (name: string, chain: Chain, upTo: number, stays = false): BlockSource => ({
  name,
  async *blocks(from, signal) {
    yield* chain.blocks.slice(from, upTo);
    if (!stays) throw new Error(`${name} is lost`);
    if (signal.aborted) return;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  },
});

const START = { from: 0, previous: undefined };

async function numbers(sources: BlockSource[], until: number, begin: Parameters<typeof follow>[1] = START) {
  const stop = new AbortController();
  const lost: string[] = [];
  const seen: number[] = [];
  for await (const block of follow(sources, begin, stop.signal, (name) => lost.push(name), 20)) {
    seen.push(block.number);
    if (block.number + 1 >= until) stop.abort();
  }
  return { seen, lost };
}

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n);

describe('blocks of several peers', () => {
  const chain = chainOf(12);

  test('come of another peer when one is lost, none missed and none twice', async () => {
    const { seen, lost } = await numbers([source('own', chain, 4), source('b', chain, 7), source('c', chain, 12)], 12);
    expect(seen).toEqual(upTo(12));
    expect(lost.slice(0, 2)).toEqual(['own', 'b']);
  });

  test('come of the own peer again some time after it is back', async () => {
    let back = false;
    const own: BlockSource = {
      name: 'own',
      blocks: (from, signal) => source('own', chain, back ? 12 : 3, back).blocks(from, signal),
    };
    const waiting = numbers([own, source('other', chain, 6, true)], 12);
    await sleep(30);
    back = true;
    expect((await waiting).seen).toEqual(upTo(12));
  });

  test('are never those of another chain', async () => {
    const foreign = new Chain();
    for (let n = 0; n < 12; n += 1) foreign.put([], { id: `other-${n}` });
    const { seen, lost } = await numbers(
      [source('own', chain, 5), source('liar', foreign, 12), source('c', chain, 12)],
      12,
    );
    expect(seen).toEqual(upTo(12));
    expect(lost).toContain('liar');
  });

  test.each([
    ['of which the data was changed', () => source('own', chainOf(12, 5), 12)],
    ['that come twice', () => repeating('own', chain)],
  ])('leave a peer that gives blocks %s', async (_what, own) => {
    const { seen, lost } = await numbers([own(), source('b', chain, 12)], 12);
    expect(seen).toEqual(upTo(12));
    expect(lost).toEqual(['own']);
  });

  test('stop when every peer has another chain than the reader', async () => {
    const asked = numbers([source('a', chain, 12), source('b', chain, 12)], 12, { from: 5, previous: 'f'.repeat(64) });
    await expect(asked).rejects.toThrow(ChainBroken);
    const oneAway = numbers([source('a', chain, 12), source('b', chain, 0)], 12, { from: 5, previous: 'f'.repeat(64) });
    await expect(oneAway, 'a peer that is away may yet have it').rejects.toThrow(/b is lost/);
  });
});

/** A peer that gives block 3 twice. */
function repeating(name: string, chain: Chain): BlockSource {
  return {
    name,
    async *blocks(from) {
      yield* chain.blocks.slice(from, 4);
      yield* chain.blocks.slice(3, 12);
    },
  };
}

describe('the line of transactions', () => {
  test('lets some through at once, the rest in their order, and refuses past its end', async () => {
    const run = queue({ inFlight: 2, waiting: 3 });
    const began: number[] = [];
    const gates = upTo(5).map(() => Promise.withResolvers<void>());
    const work = gates.map((gate, n) =>
      run(async () => {
        began.push(n);
        await gate.promise;
        if (n === 1) throw new Error('failed');
      }),
    );
    const failed = expect(work[1]).rejects.toThrow('failed');
    await sleep(0);
    expect(began).toEqual([0, 1]);
    const refused = await run(async () => undefined).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).body).toMatchObject({
      code: 'LEDGER_BUSY',
      params: { retryAfter: expect.any(Number) },
    });
    gates[1]?.resolve();
    await failed;
    expect(began).toEqual([0, 1, 2]);
    for (const gate of gates) gate.resolve();
    await Promise.all([0, 2, 3, 4].map((n) => work[n]));
    expect(began).toEqual(upTo(5));
    await run(async () => began.push(9));
    expect(began.at(-1)).toBe(9);
  });
});
