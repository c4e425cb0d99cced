import { type Entity, type Proposal, type ProposalContent, Refusal, type Roster, type Vote } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileText } from '../support/builders.ts';
import { type Caller, MemoryLedger } from '../support/memory.ts';

const DAY = 86_400_000;
const title = { zh: '机构' };
const MSPS = ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP', 'GroupMSP', 'NewMSP'];
const SUBJECT = `cas-${'0'.repeat(32)}`;

const CONTENTS: readonly ProposalContent[] = [
  { kind: 'enter', entity: { id: 'qixiang', title, host: 'GroupMSP', roles: ['holder'], clearance: 'general' } },
  { kind: 'enter', entity: { id: 'regulator-2', title, host: 'GroupMSP', roles: ['regulator'], clearance: 'core' } },
  {
    kind: 'operator',
    title,
    entity: { id: 'newcomer', title, host: 'NewMSP', roles: ['holder', 'registrar'], clearance: 'general' },
  },
  { kind: 'committee', msp: 'GroupMSP', member: true },
  { kind: 'committee', msp: 'ExchangeMSP', member: false },
  { kind: 'committee', msp: 'RegulatorMSP', member: false },
  { kind: 'roles', entity: 'south-registry', roles: ['holder'], clearance: 'general' },
  { kind: 'roles', entity: 'regulator', roles: ['auditor'], clearance: 'general' },
  { kind: 'roles', entity: 'exchange', roles: ['exchange', 'registrar'], clearance: 'general' },
  { kind: 'leave', entity: 'south-registry', successors: [{ role: 'registrar', entity: 'registry' }] },
  {
    kind: 'leave',
    entity: 'registry',
    successors: [{ role: 'registrar', entity: 'south-registry' }],
    host: 'GroupMSP',
  },
  { kind: 'leave', entity: 'huaxin', successors: [{ role: 'holder', entity: 'qixiang' }], host: 'ExchangeMSP' },
  { kind: 'replace', subject: SUBJECT, role: 'registrar', silent: 'registry', successor: 'south-registry' },
  { kind: 'profile', profile: { ...profileText('general'), version: 2 } },
];

async function everybody(ledger: MemoryLedger): Promise<Caller[]> {
  const people: [string, string, string, string[]][] = [
    ['RegulatorMSP', 'qian', 'regulator', ['regulator']],
    ['GroupMSP', 'new-regulator', 'regulator-2', ['regulator']],
    ['RegistrarMSP', 'lin', 'registry', ['registrar']],
    ['ExchangeMSP', 'he', 'south-registry', ['registrar']],
    ['GroupMSP', 'wang', 'qixiang', ['holder']],
    ['GroupMSP', 'li', 'huaxin', ['holder']],
  ];
  const admins = await Promise.all(MSPS.map((msp) => ledger.admin(msp)));
  return [
    ...admins,
    ...(await Promise.all(people.map(([msp, name, entity, roles]) => ledger.caller(msp, name, entity, roles)))),
  ];
}

const documents = <T>(ledger: MemoryLedger, prefix: string) =>
  [...ledger.state].filter(([key]) => key.startsWith(prefix)).map(([, value]) => JSON.parse(value) as T);

/** Entities and operators that may not have a say, by the proposal's own words. */
function subjects(content: ProposalContent): string[] {
  if (content.kind === 'enter' || content.kind === 'operator') return [content.entity.id];
  if (content.kind === 'roles' || content.kind === 'leave') return [content.entity];
  return content.kind === 'replace' ? [content.silent, content.successor] : [];
}

/** What must hold of the consortium, whatever was sent to it. */
function peopled(ledger: MemoryLedger): void {
  const roster = ledger.read<Roster>('roster');
  expect(roster.registrars.length).toBeGreaterThan(0);
  expect(roster.regulators.length).toBeGreaterThan(0);
  const seats = roster.operators.filter((operator) => operator.committee).length;
  expect(seats).toBeGreaterThanOrEqual(3);
  expect(seats).toBeLessThanOrEqual(7);
  for (const id of [...roster.registrars, ...roster.regulators, ...roster.appealBodies]) {
    expect(ledger.read<Entity>(`entity/${id}`).state).toBe('active');
  }
}

/** What must hold of a proposal that was just decided, on the roster as it was before. */
function lawful(ledger: MemoryLedger, { id, content, tally, state, expiresAt }: Proposal, before: Roster): void {
  const isSubject = (msp: string, entity: string) =>
    subjects(content).includes(entity) || (content.kind === 'committee' && content.msp === msp);
  const voters = before.operators
    .filter(({ committee }) => committee || content.kind !== 'replace')
    .filter(({ msp, entity }) => !isSubject(msp, entity))
    .map(({ msp }) => msp);
  const cast = documents<Vote>(ledger, `vote/${id}/operator/`);
  expect(new Set(cast.map((vote) => vote.voter)).size).toBe(cast.length);
  const counted = cast.filter((vote) => voters.includes(vote.voter));
  const inFavour = counted.filter((vote) => vote.inFavour).length;
  expect(tally).toEqual({ eligible: voters.length, inFavour, against: counted.length - inFavour });
  if (state !== 'enacted') return;
  expect(ledger.now <= expiresAt).toBe(true);
  expect(inFavour * 2).toBeGreaterThan(voters.length);
}

const ACTIONS = ['propose', 'vote', 'vote', 'vote', 'approve', 'consent', 'enact', 'enact'] as const;

describe('whatever anybody proposes, votes and enacts, in whatever order', () => {
  it('nobody votes twice or on itself, nothing expired is enacted, and the consortium stays peopled', async () => {
    const founded = new MemoryLedger();
    await founded.found();
    const callers = await everybody(founded);
    const steps = fc.array(
      fc.record({
        action: fc.constantFrom(...ACTIONS),
        by: fc.nat(callers.length - 1),
        which: fc.nat(100),
        yes: fc.integer({ min: 0, max: 5 }),
        wait: fc.constantFrom(0, 0, 0, 1000, 3 * DAY),
      }),
      { minLength: 3, maxLength: 10 },
    );
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.shuffledSubarray([...CONTENTS], { minLength: 2, maxLength: 4 }),
        async (drawn, contents) => {
          const ledger = founded.fork();
          const ids: string[] = [];
          const send = async (action: (typeof ACTIONS)[number], by: Caller, which: number, yes: boolean) => {
            const before = action === 'enact' ? ledger.read<Roster>('roster') : undefined;
            const proposal = ids[which % Math.max(ids.length, 1)] ?? `prp-${'0'.repeat(32)}`;
            const content = contents[which % contents.length] as ProposalContent;
            const expiresAt = new Date(ledger.time + 5 * DAY).toISOString();
            try {
              const command =
                action === 'propose'
                  ? { content, expiresAt }
                  : action === 'enact'
                    ? { proposal }
                    : { proposal, inFavour: yes };
              const outcome = await ledger.submit(by, `membership:${action}`, command);
              if (action === 'propose') ids.push(outcome.subject);
              if (!before) return;
              const decided = ledger.read<Proposal>(`proposal/${outcome.subject}`);
              lawful(ledger, decided, before);
              peopled(ledger);
              reached.add(`${decided.content.kind} ${decided.state}`);
            } catch (error) {
              if (!(error instanceof Refusal)) throw error;
            }
          };
          for (const [n] of contents.entries()) await send('propose', callers[0] as Caller, n, true);
          // Most of the time nearly everybody agrees, so that much is enacted.
          for (const { action, by, which, yes, wait } of drawn) {
            ledger.time += wait;
            await send(action, callers[by] as Caller, which, yes > 0);
            if (action !== 'enact') continue;
            for (const caller of callers) {
              const role = caller.attributes['suyuan.roles'];
              if (!role) await send('vote', caller, which, true);
              else await send(role === 'regulator' ? 'approve' : 'consent', caller, which, true);
            }
            await send('enact', callers[by] as Caller, which, true);
          }
        },
      ),
      { numRuns: 80 },
    );
    expect([...reached].filter((name) => name.endsWith('enacted')).length).toBeGreaterThan(3);
    expect([...reached].some((name) => name.endsWith('expired'))).toBe(true);
  }, 60_000);
});

describe('a proposal to leave', () => {
  it('is consented to by the successors that it names, and by nobody else', async () => {
    const ledger = new MemoryLedger();
    await ledger.found();
    const content = CONTENTS.find(({ kind }) => kind === 'leave');
    const expiresAt = new Date(ledger.time + DAY).toISOString();
    const { subject: proposal } = await ledger.submit(await ledger.admin('GroupMSP'), 'membership:propose', {
      content,
      expiresAt,
    });
    const li = await ledger.caller('GroupMSP', 'li', 'huaxin', ['holder']);
    const consent = { proposal, inFavour: true };
    expect((await ledger.refusal(li, 'membership:consent', consent)).code).toBe('SUCCESSOR_ONLY');
    const lin = await ledger.caller('RegistrarMSP', 'lin', 'registry', ['registrar']);
    await ledger.submit(lin, 'membership:consent', consent);
    expect((await ledger.refusal(lin, 'membership:consent', consent)).code).toBe('VOTE_REPEATED');
  });
});
