import { type Documents, type Outcome, Refusal, type Release, type SchemaName } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stricter } from '../../chaincode/src/grading/rules.ts';
import {
  entitled,
  gapsIn,
  gradeOf,
  LINEAGE_ACTIONS,
  type LineageStep,
  lineageCommand,
  lineageLaws,
  lineageStep,
  type Seen,
} from '../support/laws/lineage.ts';
import { assetId, assetOf, certificateOf, markOf, releaseId, releaseOf } from '../support/lineage.ts';
import { type Caller, MemoryLedger } from '../support/memory.ts';

const HOLDERS = ['huaxin', 'south-holder', 'east-holder'] as const;
const DAY = 86_400_000;

/** The real contracts on a state in memory: three holders with assets, and everybody else whom a step needs. */
class World {
  readonly ledger = new MemoryLedger();
  readonly people: Caller[] = [];
  #start: readonly [string, string][] = [];
  readonly #began = this.ledger.time;

  async found(): Promise<void> {
    await this.ledger.found();
    const huaxin = this.ledger.read<Documents['entity/1']>('entity/huaxin');
    for (const [n, id] of HOLDERS.entries()) {
      this.put(`entity/${id}`, { ...huaxin, id });
      this.put(`asset/${assetId(n + 1)}`, assetOf(n + 1, id));
      this.put(`certificate/${certificateOf(n + 1, id).number}`, certificateOf(n + 1, id));
      for (const rank of [1, 2]) {
        const number = n + 1 + 16 * (rank - 1);
        const release = releaseOf(number, id, { asset: assetId(n + 1), inputs: [], rank });
        this.put(`release/${release.id}`, release);
        this.put(`grade/${release.id}`, markOf(number, 'general'));
      }
      this.people.push(await this.ledger.caller('GroupMSP', `${id}-person`, id, ['holder']));
    }
    this.people.push(await this.ledger.caller('RegistrarMSP', 'lin-acceptor', 'registry', ['registrar']));
    this.people.push(await this.ledger.caller('ExchangeMSP', 'deng-assessor', 'assessment', ['assessor']));
    this.people.push(await this.ledger.caller('RegulatorMSP', 'sun-arbiter', 'arbitration', ['arbiter']));
    this.people.push(await this.ledger.caller('RegulatorMSP', 'qian-regulator', 'regulator', ['regulator']));
    this.#start = [...this.ledger.state];
  }

  /** The world as it was founded. */
  reset(): void {
    this.ledger.state.clear();
    for (const [key, value] of this.#start) this.ledger.state.set(key, value);
    this.ledger.time = this.#began;
  }

  /** An opening in which an arbiter is asked from the start. */
  async dispute(): Promise<void> {
    const [upstream, downstream] = this.people as [Caller, Caller];
    const pair = { from: releaseId(1), to: releaseId(18) };
    const run = { job: { namespace: 'etl', name: 'job' }, kind: 'derive', evidence: [] };
    const claim = { from: { release: pair.from }, to: pair.to, run, columns: [] };
    await this.ledger.submit(downstream, 'lineage:claim', claim);
    await this.ledger.submit(upstream, 'lineage:dispute', { ...pair, reason: '无此使用' });
  }

  put(key: string, document: object): void {
    this.ledger.state.set(key, JSON.stringify(document));
  }

  all<S extends SchemaName>(schema: S): Documents[S][] {
    const prefix = `${schema.split('/')[0]}/`;
    return [...this.ledger.state].filter(([key]) => key.startsWith(prefix)).map(([, text]) => JSON.parse(text));
  }

  readonly seen: Seen = {
    holders: HOLDERS,
    assets: HOLDERS.map((_, n) => assetId(n + 1)),
    all: (schema) => this.all(schema),
    read: (key) => this.ledger.read(key),
  };

  grade = (release: string) => gradeOf(this.seen, release);

  /** Carries out a step; undefined when it is refused, with nothing written, which the ledger checks. */
  async step(step: LineageStep): Promise<Outcome | undefined> {
    this.ledger.time += step.wait;
    const [name, command] = lineageCommand(this.seen, step) ?? [];
    const person = this.people[step.fit ? entitled(this.seen, step) : step.who % this.people.length];
    if (!name || !command || !person) return undefined;
    try {
      return await this.ledger.submit(person, name, command);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}

describe('whatever anybody does to lineage, in whatever order', () => {
  it('has no cycles, lets grades only rise, ends disputes, and leaves no release under its inputs once all is pushed', async () => {
    const states = new Set<string>();
    const reached = new Set<string>();
    const world = new World();
    await world.found();
    await fc.assert(
      fc.asyncProperty(
        fc.array(lineageStep, { minLength: 10, maxLength: 50 }),
        fc.boolean(),
        async (steps, disputed) => {
          world.reset();
          if (disputed) await world.dispute();
          for (const drawn of steps) {
            const before = new Map(world.all('grade/1').map(({ release, grade }) => [release, grade]));
            const recalled = new Set(
              world.all('recalled/1').flatMap(({ release, recall }) => (recall ? [release] : [])),
            );
            const outcome = await world.step(drawn);
            if (!outcome) continue;
            reached.add(drawn.action);
            lineageLaws(world.seen);
            for (const [release, grade] of before) expect(stricter(grade, world.grade(release).grade)).toBe(false);
            if (drawn.action === 'publish') {
              const { inputs = [] } = world.ledger.read<Release>(`release/${outcome.release}`);
              expect(inputs.filter((id) => recalled.has(id))).toEqual([]);
            }
          }
          await settle(world);
          for (const edge of world.all('edge/1')) states.add(edge.state);
        },
      ),
      { numRuns: 150 },
    );
    expect([...reached].sort()).toEqual([...LINEAGE_ACTIONS].sort());
    expect([...states].sort()).toEqual(['confirmed', 'disputed', 'rejected', 'unanswered', 'withdrawn']);
  }, 120_000);
});

/** Anybody sends what silence does, and pushes: after that nothing waits, and no grade is under what its inputs force. */
async function settle(world: World): Promise<void> {
  const [anyone] = world.people as [Caller];
  world.ledger.time += 365 * DAY;
  for (const { from, to, next } of world.all('edge/1')) {
    if (next) await world.ledger.submit(anyone, 'lineage:advance', { from, to });
  }
  expect(world.all('edge/1').filter(({ next }) => next)).toEqual([]);
  let pushes = 0;
  for (let gaps = gapsIn(world.seen); gaps.length > 0; gaps = gapsIn(world.seen)) {
    const edges = gaps.slice(0, 50).map(({ from, to }) => ({ from, to }));
    await world.ledger.submit(anyone, 'grading:push', { edges });
    pushes += 1;
    expect(pushes).toBeLessThanOrEqual(2 * world.all('release/1').length);
  }
}
