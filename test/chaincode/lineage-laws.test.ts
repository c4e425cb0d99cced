import {
  type CommandName,
  carriesGrades,
  type Documents,
  digest,
  type Edge,
  type GradeMark,
  type Outcome,
  Refusal,
  type Release,
  type SchemaName,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forced, stricter } from '../../chaincode/src/grading/rules.ts';
import { releaseText, sheet } from '../support/builders.ts';
import { assetId, assetOf, certificateOf, markOf, releaseId, releaseOf } from '../support/lineage.ts';
import { type Caller, MemoryLedger } from '../support/memory.ts';

const HOLDERS = ['huaxin', 'south-holder', 'east-holder'] as const;
const DAY = 86_400_000;
const ACTIONS = [
  'publish',
  'claim',
  'confirm',
  'dispute',
  'withdraw',
  'arbitrate',
  'advance',
  'raise',
  'push',
  'report',
  'accept',
  'revoke',
  'recall',
  'unrecall',
] as const;
type Action = (typeof ACTIONS)[number];

/** Draws of one step: who acts, or whoever may (`fit`), on what, how, and how long after the step before. */
type Step = { action: Action; who: number; fit: boolean; a: number; b: number; flag: boolean; wait: number };

const OFFICES: Partial<Record<Action, number>> = { accept: 3, revoke: 3, report: 4, arbitrate: 5, unrecall: 0 };
const OTHER_SIDE: readonly Action[] = ['confirm', 'dispute'];

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

  grade = (release: string) => this.ledger.read<GradeMark>(`grade/${release}`);

  /** Edges over which a grade has still to go, by the definition: less than what the input forces. */
  gaps(): Edge[] {
    return this.all('edge/1').filter((edge) => {
      if (!edge.from.startsWith('rel-') || !carriesGrades(edge)) return false;
      const to = this.grade(edge.to);
      const report = to.report ? this.ledger.read<Documents['report/1']>(`report/${to.report}`) : undefined;
      return stricter(forced({ id: edge.from, grade: this.grade(edge.from).grade }, report), to.grade);
    });
  }

  commandOf({ action, who, a, b, flag }: Step): [CommandName, object] | undefined {
    const pick = <T>(list: readonly T[], n: number) => list[n % Math.max(1, list.length)];
    const releases = this.all('release/1');
    const from = pick(releases, a);
    const to = pick(releases, b);
    const edge = pick(this.all('edge/1'), a);
    const pair = edge ? { from: edge.from, to: edge.to } : undefined;
    const report = pick(this.all('report/1'), a)?.id;
    const recall = pick(this.all('recall/1'), a)?.id;
    const run = { job: { namespace: 'etl', name: 'job' }, kind: 'derive', evidence: [] };
    switch (action) {
      case 'publish': {
        const inputs = [...new Set([from?.id, ...(flag ? [to?.id] : [])])].map((release) => ({ release }));
        const grade = flag ? 'important' : 'general';
        const resting = report && b % 2 ? { report } : {};
        const release = releaseText('output.json', { inputs: inputs as never, grade, ...resting });
        return ['asset:publish', { asset: assetId((who % HOLDERS.length) + 1), release }];
      }
      case 'claim':
        return ['lineage:claim', { from: { release: from?.id }, to: to?.id, run, columns: [] }];
      case 'confirm':
        return pair && ['lineage:confirm', pair];
      case 'dispute':
        return pair && ['lineage:dispute', { ...pair, reason: '无此使用' }];
      case 'withdraw':
        return pair && ['lineage:withdraw', { ...pair, reason: '写错了' }];
      case 'arbitrate':
        return pair && ['lineage:arbitrate', { ...pair, uphold: flag, ground: '日志' }];
      case 'advance':
        return pair && ['lineage:advance', pair];
      case 'raise':
        return ['grading:raise', { release: from?.id, grade: flag ? 'core' : 'important', reason: '升级' }];
      case 'push': {
        const hop = pick(this.gaps(), a) ?? edge;
        return hop && ['grading:push', { edges: [{ from: hop.from, to: hop.to }] }];
      }
      case 'report':
        return ['report:sign', this.opinion(from as Release, to as Release, flag)];
      case 'accept':
        return report ? ['report:accept', { report }] : undefined;
      case 'revoke':
        return report ? ['report:revoke', { report, reason: '有误' }] : undefined;
      case 'recall':
        return ['recall:order', { release: from?.id, reason: '有误', evidence: [] }];
      case 'unrecall':
        return recall ? ['recall:withdraw', { recall, reason: '无误' }] : undefined;
    }
  }

  opinion(input: Release, about: Release, named: boolean) {
    const release = named && about.text ? { release: about.id } : {};
    return {
      entity: about.entity,
      ...release,
      outputs: [digest('output.json')],
      inputs: [{ release: input.id, grade: named ? 'core' : 'important' }],
      grade: 'general',
      opinion: '已去标识化',
      evidence: [sheet('de-identification-report')],
    };
  }

  /** Whoever a step is for. */
  entitled({ action, who, a, b }: Step): number {
    const office = OFFICES[action];
    if (office !== undefined) return office;
    const releases = this.all('release/1');
    const edges = this.all('edge/1');
    const edge = edges[a % Math.max(1, edges.length)];
    // The claimant acts on its own claim, but the other side answers it.
    const down = (edge?.claimant === 'upstream') === OTHER_SIDE.includes(action);
    const entity =
      action === 'raise' || action === 'recall'
        ? releases[a % releases.length]?.entity
        : action === 'claim'
          ? releases[(who % 2 ? a : b) % releases.length]?.entity
          : down
            ? edge?.toEntity
            : edge?.fromEntity;
    return Math.max(0, HOLDERS.indexOf(entity as (typeof HOLDERS)[number]));
  }

  /** Carries out a step; undefined when it is refused, with nothing written, which the ledger checks. */
  async step(step: Step): Promise<Outcome | undefined> {
    this.ledger.time += step.wait;
    const [name, command] = this.commandOf(step) ?? [];
    const person = this.people[step.fit ? this.entitled(step) : step.who % this.people.length];
    if (!name || !command || !person) return undefined;
    try {
      return await this.ledger.submit(person, name, command);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  /** What holds after each step, whatever it was. */
  laws(): void {
    for (const edge of this.all('edge/1')) {
      const [from, to] = [edge.from, edge.to].map((id) => this.ledger.read<Release>(`release/${id}`));
      expect(from?.rank).toBeLessThan(to?.rank ?? 0);
      const { arbitration, next } = edge;
      if (arbitration)
        expect([edge.fromEntity, edge.toEntity, edge.claimedBy.entity]).not.toContain(arbitration.arbiter);
      if (next) expect(next.silence).toBe(edge.state === 'disputed' ? 'disputed' : 'unanswered');
      if (['confirmed', 'withdrawn', 'rejected', 'unanswered'].includes(edge.state)) expect(next).toBeUndefined();
      if (arbitration?.outcome === 'upheld') expect(edge.state).toBe('rejected');
    }
  }
}

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  who: fc.nat(6),
  fit: fc.boolean(),
  a: fc.nat(30),
  b: fc.nat(30),
  flag: fc.boolean(),
  wait: fc.constantFrom(0, 1000, DAY, 20 * DAY),
});
describe('whatever anybody does to lineage, in whatever order', () => {
  it('has no cycles, lets grades only rise, ends disputes, and leaves no release under its inputs once all is pushed', async () => {
    const states = new Set<string>();
    const reached = new Set<string>();
    const world = new World();
    await world.found();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), fc.boolean(), async (steps, disputed) => {
        world.reset();
        if (disputed) await world.dispute();
        for (const drawn of steps) {
          const before = new Map(world.all('grade/1').map(({ release, grade }) => [release, grade]));
          const recalled = new Set(world.all('recalled/1').flatMap(({ release, recall }) => (recall ? [release] : [])));
          const outcome = await world.step(drawn);
          if (!outcome) continue;
          reached.add(drawn.action);
          world.laws();
          for (const [release, grade] of before) expect(stricter(grade, world.grade(release).grade)).toBe(false);
          if (drawn.action === 'publish') {
            const { inputs = [] } = world.ledger.read<Release>(`release/${outcome.release}`);
            expect(inputs.filter((id) => recalled.has(id))).toEqual([]);
          }
        }
        await settle(world);
        for (const edge of world.all('edge/1')) states.add(edge.state);
      }),
      { numRuns: 150 },
    );
    expect([...reached].sort()).toEqual([...ACTIONS].sort());
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
  for (let gaps = world.gaps(); gaps.length > 0; gaps = world.gaps()) {
    const edges = gaps.slice(0, 50).map(({ from, to }) => ({ from, to }));
    await world.ledger.submit(anyone, 'grading:push', { edges });
    pushes += 1;
    expect(pushes).toBeLessThanOrEqual(2 * world.all('release/1').length);
  }
}
