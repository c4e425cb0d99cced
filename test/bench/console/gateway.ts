import { createInterface } from 'node:readline';
import type { Case, Edge, GradeMark } from '@suyuan/schemas';
import { Institution } from '../../gateway/support/authority.ts';
import { at, Chain } from '../../gateway/support/chain.ts';
import * as make from '../../gateway/support/documents.ts';
import { testGateway } from '../../gateway/support/gateway.ts';
import { assetText, initial } from '../../support/builders.ts';
import { numbers } from '../trace/generate.ts';

/**
 * A gateway that has projected blocks with 10,000 open cases of one registrar and a lineage of 5,000 releases around one
 * of them. Says where it is and how to sign in; each line that it is sent adds a block in which one case moves on.
 */
const CASES = Number(process.env.CASES ?? 10_000);
const NODES = Number(process.env.NODES ?? 5000);
const PER_BLOCK = 50;
const LAYERS = 10;
const HOLDERS = ['huaxin', 'qixiang', 'jiaotong', 'yiliao', 'nengyuan'];
const TITLES = ['气象站逐日观测', '航班延误记录', '港口集装箱动态', '门诊统计', '电网负荷曲线', '行政区划代码'];
const STATES = ['submitted', 'accepted', 'in_review', 'returned'] as const;
const ACTIONS = {
  submitted: 'registration:accept',
  accepted: 'registration:review',
  in_review: 'registration:openPublicity',
  returned: 'registration:resubmit',
};
const GRADES: readonly GradeMark['grade'][] = ['general', 'general', 'general', 'important'];
const EDGES: readonly Edge['state'][] = ['confirmed', 'confirmed', 'confirmed', 'claimed', 'disputed'];
const DAY = 86_400_000;

const one = <T>(of: readonly T[], n: number): T => of[n % of.length] as T;
const next = numbers(20_261_128);
const titled = (n: number, holder: string) => {
  const text = assetText(holder);
  return { ...text, descriptor: { ...text.descriptor, title: { zh: `${one(TITLES, n)} ${n}`, en: `Series ${n}` } } };
};

/** Deadlines of a registrar that is a little behind, from yesterday to a month from now. */
const began = Date.now();
const deadline = (n: number) => new Date(began - DAY + Math.floor(next() * 30 * DAY) + n).toISOString();
const caseOf = (n: number, change: Partial<Case> = {}) => {
  const holder = one(HOLDERS, n);
  const state = one(STATES, n);
  const registrars = state !== 'returned';
  return make.caseFile(n, holder, {
    application: initial(holder, `case-${n}.json`, { asset: titled(n, holder) }),
    state,
    next: {
      mover: registrars ? 'registrar' : 'applicant',
      entity: registrars ? 'registry' : holder,
      action: ACTIONS[state],
      deadline: deadline(n),
      silence: registrars ? 'pass-on' : 'lapse',
    },
    ...change,
  } as Partial<Case>);
};

const ours = await Institution.create('GroupMSP');
const chain = new Chain();
chain.put([]);
chain.put([
  ...HOLDERS.map((id) => make.entity(id)),
  make.entity('registry', { roles: ['registrar'] }),
  make.entity('lab', { roles: ['analyst'] }),
  make.generalProfile(),
]);
const numbered = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const inBlocks = <T>(of: readonly T[]) =>
  Array.from({ length: Math.ceil(of.length / PER_BLOCK) }, (_, i) => of.slice(i * PER_BLOCK, (i + 1) * PER_BLOCK));

for (const some of inBlocks(numbered(CASES))) chain.put(some.map((n) => caseOf(n)));

// The start lies in the middle; every other release in a layer on one of its sides, beside the next one towards it.
const MIDDLE = LAYERS / 2;
const layer = (n: number) => (n === 1 ? MIDDLE : one([0, 1, 2, 3, 4, 6, 7, 8, 9, 10], n * 7919));
const holderOf = (n: number) => one(HOLDERS, Math.floor(n / 10));
const layers = Map.groupBy(numbered(NODES), layer);
function edgesOf(n: number) {
  if (n === 1) return [];
  const here = layer(n);
  const towards = here < MIDDLE ? here + 1 : here - 1;
  const beside = layers.get(towards) ?? [];
  return numbered(towards === MIDDLE ? 1 : 1 + Math.floor(next() * 2.2)).map(() => {
    const other = one(beside, Math.floor(next() * beside.length));
    const [from, to] = here < towards ? [n, other] : [other, n];
    const sides = { fromEntity: holderOf(from), toEntity: holderOf(to) };
    return make.edge(from, to, one(EDGES, Math.floor(next() * 5)), sides);
  });
}
for (const some of inBlocks(numbered(NODES)))
  chain.put(
    some.flatMap((n) => {
      const holder = holderOf(n);
      const text = titled(n, holder);
      return [make.asset(n, holder, { text }), make.release(n, holder), make.grade(n, one(GRADES, n))];
    }),
  );
// A transaction writes a key once.
const written = (n: number) => [...new Map(edgesOf(n).map((each) => [each.key, each])).values()];
for (const some of inBlocks(numbered(NODES))) chain.put(some.flatMap(written));

const door = await testGateway({
  config: await ours.config(),
  chain,
  env: { SUYUAN_LIMIT_PERSON: '10000000', SUYUAN_LOG_LEVEL: 'silent' },
});
const { projector } = door.gateway.services;
await Promise.all([door.read().catch(() => undefined), projector.reach(chain.height - 1, 600_000)]);
const seconds = (Date.now() - began) / 1000;
const person = async (name: string, entity: string, role: string) => ({
  token: await door.signIn(await ours.person(name, entity, role)),
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  key: 'browser',
  person: { name, title: { zh: name }, msp: 'GroupMSP', admin: false, entity, roles: [role.toUpperCase()] },
});
console.log(
  JSON.stringify({
    url: door.gateway.url,
    blocks: chain.height,
    seconds,
    release: make.releaseId(1),
    registrar: await person('lin', 'registry', 'registrar'),
    analyst: await person('xu', 'lab', 'analyst'),
  }),
);

let moved = 0;
createInterface({ input: process.stdin }).on('line', () => {
  moved += 1;
  chain.put([caseOf(moved, { state: 'accepted', time: at(chain.height) })], { function: 'registration:accept' });
  void door.read().catch(() => undefined);
});
process.on('SIGTERM', () => void door.stop().then(() => process.exit(0)));
