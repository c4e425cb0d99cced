import { type Commands, leafCertificate, leafIds, refuse } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { contentMarks } from '../asset/state.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { end } from '../measure/rules.ts';
import { measureOf, ordered } from '../measure/state.ts';
import { roster } from '../membership/state.ts';
import { precheckLeaf } from '../registration/rules/precheck.ts';
import { calendar, inForce, pinned } from '../registration/setting.ts';
import { reportNamed } from '../report/state.ts';
import { deadline } from '../time/deadline.ts';
import { active } from './rules/application.ts';
import { changeLeaf, materialise } from './rules/leaf.ts';
import { attest } from './rules/seal.ts';
import { batchOf, broughtBefore, ownOf } from './state.ts';

/** A batch is applied for, reviewed and sealed as a case of registration; here its custody is signed. */
export const BatchContract = contract(
  'batch',
  {
    'batch:attest': async (ledger, { batch: id, file, root }) => {
      const { msp, admin, gateway } = ledger.signer;
      if (!admin && !gateway) throw refuse('CALLER_NOT_ADMIN');
      const { operators } = await roster(ledger);
      if (!operators.some((operator) => operator.msp === msp)) throw refuse('OPERATOR_UNKNOWN', { msp });
      const batch = await batchOf(ledger, id);
      const before = await ledger.get('batch-custody/1', key.batchCustody(id, msp));
      const documents = attest(batch, { file, root, already: before !== undefined }, ledger.actor, ledger.time);
      const { state } = documents.find((document) => document.schema === 'batch/1') ?? batch;
      return { documents, outcome: { subject: id, state, batch: id } };
    },
  },
  {
    'batch:precheck': async (ledger, question) => {
      await ledger.member();
      const profile = await inForce(ledger, question.profile);
      const applicant = await ledger.need('entity/1', key.entity(question.applicant), 'applicant');
      const found = [];
      for (const [line, text] of question.lines.entries()) {
        const from = await inputs(ledger, text.release.inputs);
        const report = await reportNamed(ledger, text.release, `lines.${line}.release.report`);
        const findings = precheckLeaf(text, { profile, applicant, inputs: from, report, time: ledger.time });
        const duplicates = await broughtBefore(ledger, text, applicant.id);
        if (findings.length > 0 || duplicates.length > 0) found.push({ line, findings, duplicates });
      }
      return found;
    },
    'batch:read': (ledger, { batch }) => batchOf(ledger, batch),
    'batch:history': (ledger, { batch }) => ledger.history(key.batch(batch)),
  },
);

async function decide(
  ledger: Ledger,
  { batch: id, index, reason }: Commands['leaf:revoke'],
  to: 'suspended' | 'active' | 'revoked',
): Promise<Decision> {
  const member = await ledger.member();
  needRole(member, 'registrar');
  const batch = await batchOf(ledger, id);
  const own = await ownOf(ledger, id, index);
  const before = await measureOf(ledger, own?.changed?.measure);
  const changed = changeLeaf(batch, index, own, to, { by: member.actor, reason }, ledger.time, before?.orderer);
  const outcome = { subject: `${id}/${index}`, state: changed.state, batch: id };
  const ended = (state: 'lifted' | 'replaced') =>
    before ? [end(before, state, member.actor, reason, ledger.time)] : [];
  if (to === 'active') return { documents: [changed, ...ended('lifted')], outcome };
  const certificate = leafCertificate(active(batch), index, { commitments: {}, seed: '' }, own);
  const asset = { id: certificate.asset, entity: batch.entity, profile: batch.profile };
  const kind = to === 'suspended' ? 'suspension' : 'revocation';
  const measure = await ordered(ledger, kind, asset, certificate, member.actor, reason, { batch: id, index });
  const held = { ...changed, changed: { by: member.actor, reason, measure: measure.id } };
  return { documents: [held, measure, ...ended('replaced')], outcome: { ...outcome, measure: measure.id } };
}

/** What happens to one leaf of a sealed batch is a document of its own, each suspension and revocation a measure; the batch is only read. */
export const LeafContract = contract(
  'leaf',
  {
    'leaf:materialise': async (ledger, { batch: id, index, line, path }) => {
      await ledger.member();
      const batch = active(await batchOf(ledger, id));
      const own = await ownOf(ledger, id, index);
      const { asset, release } = leafIds(batch.seal.transaction, index);
      const profile = await pinned(ledger, batch.profile);
      const content = await contentMarks(ledger, line.release.distributions, { id: asset, entity: batch.entity });
      const use = {
        batch,
        index,
        own,
        line,
        path,
        inputs: await inputs(ledger, line.release.inputs),
        report: await reportNamed(ledger, line.release, 'line.release.report'),
        content,
        answerBy: deadline(ledger.time, profile.clocks.edgeAnswer, await calendar(ledger)),
      };
      const { documents, certificate } = materialise(use, ledger);
      return {
        documents,
        outcome: { subject: `${id}/${index}`, state: 'materialised', batch: id, asset, release, certificate },
      };
    },
    'leaf:suspend': (ledger, command) => decide(ledger, command, 'suspended'),
    'leaf:reinstate': (ledger, command) => decide(ledger, command, 'active'),
    'leaf:revoke': (ledger, command) => decide(ledger, command, 'revoked'),
  },
  {
    'leaf:read': (ledger, { batch, index }) => ledger.need('batch-leaf/1', key.batchLeaf(batch, index), 'index'),
    'leaf:history': (ledger, { batch, index }) => ledger.history(key.batchLeaf(batch, index)),
  },
);
