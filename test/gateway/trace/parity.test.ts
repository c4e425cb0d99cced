import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeState, Role } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, ownAssetRows, type Reader, ROWS } from '../../../gateway/src/access/index.ts';
import { templateDir } from '../../../gateway/src/config.ts';
import { makeLog } from '../../../gateway/src/log.ts';
import { buildLineage, catchUp, openLineage, openProjector } from '../../../gateway/src/projector/index.ts';
import { type Database, openDatabase } from '../../../gateway/src/store/index.ts';
import { ask, inTurns, type Lineage, LineageKeeper, sightOf } from '../../../gateway/src/trace/index.ts';
import { Chain } from '../support/chain.ts';
import { externalId, releaseId } from '../support/documents.ts';
import { fakeLedger } from '../support/fake-ledger.ts';
import { temporary } from '../support/gateway.ts';
import { dice, EXTERNALS, grow, HOLDERS, RELEASES } from './histories.ts';
import { lineageOf } from './reference/sql.ts';
import { type Question, trace } from './reference/trace.ts';

const reader = (entity: string | undefined, ...roles: Role[]): Reader => ({
  ...ANONYMOUS,
  person: 'somebody',
  entity,
  member: true,
  roles,
});
const READERS: readonly Reader[] = [
  ...HOLDERS.map((entity) => reader(entity, 'holder')),
  reader('registry', 'registrar'),
  reader('second', 'registrar'),
  reader('institute', 'analyst'),
  reader('court', 'regulator'),
  reader('bureau', 'agency'),
  reader(undefined),
];
const STATES: readonly EdgeState[] = ['claimed', 'confirmed', 'disputed', 'unanswered', 'withdrawn', 'rejected'];
const rulesOf = (one: Reader) => ({
  edge: ROWS.edge(one),
  alias: ROWS.alias(one),
  release: ROWS.release(one),
  ownAsset: ownAssetRows(one),
});

let home: string;
let database: Database;
const failed = (error: unknown) => {
  throw error;
};

beforeAll(async () => {
  home = temporary();
  database = await openDatabase({ url: undefined, directory: join(home, 'pg'), cache: templateDir() });
});
afterAll(async () => {
  await database.destroy();
  rmSync(home, { recursive: true, force: true });
});

const file = () => join(home, 'lineage.snapshot');
const hashAt = (chain: Chain, block: number) => chain.blocks[block]?.hash ?? '';

/** Reads a chain to its end; the keeper follows as the gateway's does. */
async function read(chain: Chain, keeper: LineageKeeper): Promise<void> {
  const stopping = new AbortController();
  const ledger = fakeLedger(chain, undefined as never);
  const projector = await openProjector(database, ledger, makeLog('silent'), undefined, keeper);
  const running = projector.run(stopping.signal);
  await projector.reach(chain.height - 1, 20_000);
  stopping.abort();
  await running;
}

async function answered(lineage: Lineage, one: Reader, question: Question) {
  const { start, direction, ...rest } = question;
  const asked = { ...rest, shape: { kind: 'closure', start, direction } } as const;
  const answer = await inTurns(ask(lineage, asked, sightOf(rulesOf(one), lineage.facts, lineage.aliases)));
  if (!answer) return undefined;
  return {
    nodes: [...answer.found.order.keys()].map((place) => answer.node(place)),
    edges: [...answer.found.from.keys()].map((edge) => answer.edge(edge)),
  };
}

describe('the engine that the gateway asks', () => {
  it('answers what a walk by SQL answers, byte by byte, for every reader, as of every block, however it came to be', async () => {
    const roll = dice(20_261_128);
    const chain = new Chain();
    const followed = new LineageKeeper({ file: file(), worth: 1, onError: failed });
    grow(chain, roll, 60);
    await read(chain, followed);
    // A snapshot of the half, while blocks go on.
    followed.save({ genesis: hashAt(chain, 0), hash: hashAt(chain, chain.height - 1) });
    const early = new LineageKeeper({ onError: failed });
    await buildLineage(database, early, chain.height - 1);
    grow(chain, roll, 60);
    await read(chain, followed);
    await catchUp(database, early, chain.height - 1);
    const built = new LineageKeeper({ onError: failed });
    await buildLineage(database, built, chain.height - 1);

    const stepped = new LineageKeeper({ onError: failed });
    for (let block = 0; block < chain.height; block += 1) await catchUp(database, stepped, block);

    await followed.settled();
    const thawed = new LineageKeeper({ file: file(), onError: failed });
    await openLineage(database, thawed, chain.height - 1);

    let hidden = 0;
    let loops = 0;
    for (let n = 0; n < 120; n += 1) {
      const one = READERS[n % READERS.length] as Reader;
      const question: Question = {
        start: roll(8) ? releaseId(1 + roll(RELEASES)) : externalId(1 + roll(EXTERNALS)),
        direction: (['UPSTREAM', 'DOWNSTREAM', 'BOTH'] as const)[roll(3)] ?? 'BOTH',
        depth: roll(3) ? 1000 : 1 + roll(3),
        states: STATES.filter((_, s) => s < 4 || roll(4) === 0),
        aliases: roll(5) > 0,
        block: roll(3) ? chain.height - 1 : roll(chain.height),
      };
      const expected = JSON.stringify(await trace(lineageOf(database, rulesOf(one)), question));
      for (const { lineage } of [followed, early, built, stepped, thawed]) {
        const got = await answered(lineage, one, question);
        if (got) expect(JSON.stringify(got), JSON.stringify(question)).toBe(expected);
        hidden += got?.nodes.filter(({ visible }) => !visible).length ?? 0;
        loops += got?.edges.filter(({ loop }) => loop).length ?? 0;
      }
    }
    // The histories have what the rules and the joins are about.
    expect(hidden).toBeGreaterThan(100);
    expect(loops).toBeGreaterThan(30);
  }, 120_000);

  it('begins with no snapshot that is of another ledger, or not whole, and removes it', async () => {
    const errors: unknown[] = [];
    const keeper = new LineageKeeper({ file: file(), worth: 1, onError: (error) => errors.push(error) });
    const { hash, block } = (
      await database.selectFrom('projection.block').selectAll().where('number', '=', 0).execute()
    ).map(({ hash, number }) => ({ hash, block: number }))[0] ?? { hash: '', block: 0 };
    const written = async (stand: { genesis: string; hash: string }) => {
      keeper.built();
      keeper.save(stand);
      await keeper.settled();
    };
    const opened = () => keeper.open(async (number) => (number === block ? hash : 'another'));
    await buildLineage(database, keeper, 100);
    await written({ genesis: hash, hash: 'another' });
    expect(await opened()).toBe(true);
    for (const stand of [
      { genesis: 'of another ledger', hash: 'another' },
      { genesis: hash, hash: 'of another branch' },
    ]) {
      await written(stand);
      expect(await opened()).toBe(false);
      expect(existsSync(file())).toBe(false);
    }
    expect(errors).toEqual([]);
    await written({ genesis: hash, hash: 'another' });
    const spoiled = readFileSync(file());
    spoiled[100] = (spoiled[100] as number) ^ 1;
    writeFileSync(file(), spoiled);
    expect(await opened()).toBe(false);
    expect(errors).toHaveLength(1);
    expect(existsSync(file())).toBe(false);
  });
});
