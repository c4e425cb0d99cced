import { idOf, type Report } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { markOf } from '../grading/state.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { decide, type Opinion, rest, revoke, type Subject, sign } from './rules.ts';

async function subject(ledger: Ledger, { entity, inputs, release }: Opinion): Promise<Subject> {
  await ledger.need('entity/1', key.entity(entity), 'entity');
  const graded = [];
  for (const [n, input] of inputs.entries()) {
    const { grade } = await ledger.need('grade/1', key.grade(input.release), `inputs.${n}.release`);
    graded.push({ id: input.release, grade });
  }
  if (release === undefined) return { inputs: graded };
  const document = await ledger.need('release/1', key.release(release), 'release');
  const { entity: holder } = await ledger.need('asset/1', key.asset(document.asset));
  return { inputs: graded, release: { document, holder } };
}

async function registrar(ledger: Ledger) {
  const member = await ledger.member();
  needRole(member, 'registrar');
  return member.actor;
}

const known = (ledger: Ledger, id: string) => ledger.need('report/1', key.report(id), 'report');

function decided(report: Report, ...more: Recorded[]): Decision {
  return { documents: [report, ...more], outcome: { subject: report.id, state: report.state } };
}

/** De-identification reports: an assessor signs, a registrar accepts, and the grades of the inputs that it names press less. */
export const ReportContract = contract(
  'report',
  {
    'report:sign': async (ledger, { commandId: _, ...opinion }) => {
      const member = await ledger.member();
      needRole(member, 'assessor');
      const about = await subject(ledger, opinion);
      return decided(sign(idOf('rpt', ledger.txId), opinion, about, member.actor, ledger.time));
    },

    'report:accept': async (ledger, { report: id }) => {
      const by = await registrar(ledger);
      const report = decide(await known(ledger, id), by, { state: 'accepted' }, ledger.time);
      const { release } = report;
      if (release === undefined) return decided(report);
      return decided(report, rest(await markOf(ledger, release), report, by, ledger.time));
    },

    'report:refuse': async (ledger, { report: id, reason }) => {
      const by = await registrar(ledger);
      return decided(decide(await known(ledger, id), by, { state: 'refused', reason }, ledger.time));
    },

    'report:revoke': async (ledger, { report: id, reason }) => {
      const by = await registrar(ledger);
      return decided(revoke(await known(ledger, id), by, reason, ledger.time));
    },
  },
  { 'report:read': (ledger, { report }) => known(ledger, report) },
);
