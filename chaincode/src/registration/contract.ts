import { type Application, type Case, idOf, refuse, type SealedApplication } from '@suyuan/schemas';
import { type Member, needRole } from '../access/caller.ts';
import { contentMarks } from '../asset/state.ts';
import { isBatch } from '../batch/rules/application.ts';
import { objectedLeaf } from '../batch/rules/exclusion.ts';
import { sealedAs } from '../batch/state.ts';
import { key, type Recorded } from '../ledger/keys.ts';
import { together } from '../ledger/reader.ts';
import { contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { roster } from '../membership/state.ts';
import { holds } from '../standing/state.ts';
import { appeal, decideAppeal } from './rules/appeals.ts';
import { receipt } from './rules/custody.ts';
import { accept, openPublicity, refuseCase, returnForCorrection, review } from './rules/decisions.ts';
import { consent, resubmit, submit, withdraw } from './rules/intake.ts';
import { issue, issueBatch } from './rules/issuance.ts';
import { decide, object } from './rules/objections.ts';
import { precheck } from './rules/precheck.ts';
import { advance } from './rules/silence.ts';
import { calendar } from './setting.ts';
import { type Asked, certificateOf, facts, objectionsOf, open, reportOf, settingWith } from './state.ts';
import { applicantOf, examine, examineConsent, mustBeOpenTo, nameConsent, nameVaults } from './vaults.ts';

/** The answer names the case, its state, and whatever else the decision left. */
function decided(documents: readonly Recorded[]): Decision {
  const changed = documents.find((document): document is Case => document.schema === 'case/1');
  if (!changed) throw new Error('a decision on a case leaves the case');
  const release = documents.find((document) => document.schema === 'release/1');
  return {
    documents,
    outcome: {
      subject: changed.id,
      state: changed.state,
      ...(changed.asset.startsWith('bat-') ? { batch: changed.asset } : { asset: changed.asset }),
      ...(changed.certificate ? { certificate: changed.certificate } : {}),
      ...(release ? { release: release.id } : {}),
    },
  };
}

async function registrar(ledger: Ledger): Promise<Member> {
  const member = await ledger.member();
  needRole(member, 'registrar');
  return member;
}

/** Content digests of a first release: new ones are marked, those of another entity are reported on the case. */
const contents = (
  ledger: Ledger,
  application: Application | SealedApplication,
  asset: { id: string; entity: string },
) => {
  const open = application.type === 'initial' && 'asset' in application ? application.release.distributions : [];
  return contentMarks(ledger, open, asset);
};

/** Every rule that a draft breaks; of a restricted asset over the values that this peer's vaults hold. */
async function checked(ledger: Ledger, member: Member, asked: Asked) {
  const about = await facts(ledger, member, asked);
  const restricted = 'sealed' in asked.application || about.asset?.disclosure === 'restricted';
  return restricted ? (await examine(ledger, member, about)).findings : precheck(about);
}

/** The case, from submission to certificate or to a named end. */
export const RegistrationContract = contract(
  'registration',
  {
    'registration:submit': async (ledger, command) => {
      const member = await ledger.member();
      const asset = { id: idOf('ast', ledger.txId), entity: member.entity.id };
      const [found, { marks, duplicates }] = await together([
        facts(ledger, member, command),
        contents(ledger, command.application, asset),
        calendar(ledger),
      ]);
      const setting = await settingWith(ledger, found.profile);
      const submission = {
        facts: found,
        by: member.actor,
        duplicates,
      };
      const made = submit(submission, setting);
      const named = await nameVaults(ledger, member, command.application, {
        asset: made.asset.id,
        case: made.found.id,
        profile: found.profile,
      });
      return decided([made.found, made.asset, ...marks, ...named]);
    },

    'registration:resubmit': async (ledger, command) => {
      const member = await ledger.member();
      const { found, asset, setting } = await open(ledger, command.case);
      const { marks, duplicates } = await contents(ledger, command.application, asset);
      const submission = {
        facts: await facts(ledger, member, {
          application: command.application,
          profile: setting.profile,
          registrar: found.registrar,
          answering: found.id,
        }),
        by: member.actor,
        duplicates,
      };
      const documents = resubmit(found, asset, submission, setting);
      const of = { asset: asset.id, case: found.id, profile: found.profile };
      const named = await nameVaults(ledger, member, command.application, of);
      return decided([...documents, ...marks, ...named]);
    },

    'registration:withdraw': async (ledger, command) => {
      const member = await ledger.member();
      const { found, asset, setting } = await open(ledger, command.case);
      return decided(withdraw(found, asset, member.actor, setting, command.reason));
    },

    'registration:consent': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const { found, asset, setting } = await open(ledger, command.case);
      const { host } = member.entity;
      const consented = consent(found, asset, member.actor, command.sealed && { ...command.sealed, host }, setting);
      const named = command.sealed ? await nameConsent(ledger, member, command.sealed, found) : [];
      return decided([consented, ...named]);
    },

    'registration:receipt': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, setting } = await open(ledger, command.case);
      return decided([receipt(found, actor, command.documents, setting)]);
    },

    'registration:accept': async (ledger, command) => {
      const member = await registrar(ledger);
      const { found, setting } = await open(ledger, command.case);
      const accepted = accept(found, member.actor, setting);
      await mustBeOpenTo(ledger, found, member);
      return decided([accepted]);
    },

    'registration:returnForCorrection': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, setting } = await open(ledger, command.case);
      return decided([returnForCorrection(found, actor, command.reasons, setting)]);
    },

    'registration:review': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, setting } = await open(ledger, command.case);
      return decided([review(found, actor, setting)]);
    },

    'registration:openPublicity': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, setting } = await open(ledger, command.case);
      return decided([openPublicity(found, actor, setting, command.opinion)]);
    },

    'registration:refuse': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, asset, setting } = await open(ledger, command.case);
      return decided(refuseCase(found, asset, actor, command.reasons, setting));
    },

    'registration:object': async (ledger, { case: id, ground, statement, evidence, leaf: named }) => {
      const member = await ledger.member();
      const { found, asset, setting } = await open(ledger, id);
      const leaf = objectedLeaf(asset, named);
      return decided(object(found, member.actor, { ground, statement, evidence, leaf }, setting));
    },

    'registration:decideObjection': async (ledger, { case: id, objection: n, uphold, reason }) => {
      const { actor } = await registrar(ledger);
      const { found, asset, setting } = await open(ledger, id);
      const objection = await ledger.need('objection/1', key.objection(id, n), 'objection');
      return decided(decide(found, objection, asset, actor, { uphold, reason }, setting));
    },

    'registration:issue': async (ledger, command) => {
      const { actor } = await registrar(ledger);
      const { found, asset, setting } = await open(ledger, command.case);
      const { application } = found;
      if (isBatch(asset)) {
        const already = await sealedAs(ledger, asset.text.root);
        return decided(issueBatch({ found, batch: asset, by: actor, sealedAs: already }, setting));
      }
      const what = {
        found,
        asset,
        certificate: await certificateOf(ledger, asset),
        ...(await holds(ledger, asset.id)),
        inputs: application?.type === 'initial' ? await inputs(ledger, application.release.inputs) : [],
        report: await reportOf(ledger, application),
        by: actor,
      };
      return decided(issue(what, setting));
    },

    'registration:advance': async (ledger, command) => {
      await ledger.member();
      const { found, asset, setting } = await open(ledger, command.case);
      return decided(advance(found, asset, await objectionsOf(ledger, found), await roster(ledger), setting));
    },

    'registration:appeal': async (ledger, { case: id, objection, grounds }) => {
      const member = await ledger.member();
      const { found, setting } = await open(ledger, id);
      return decided([appeal(found, member.actor, { grounds, objection }, await roster(ledger), setting)]);
    },

    'registration:decideAppeal': async (ledger, { case: id, allow, reason }) => {
      const member = await ledger.member();
      needRole(member, 'arbiter', 'regulator', 'registrar');
      const { found, asset, setting } = await open(ledger, id);
      const objections = await objectionsOf(ledger, found);
      const decision = { allow, reason };
      return decided(decideAppeal(found, asset, objections, member.actor, decision, await roster(ledger), setting));
    },

    'registration:publishCalendar': async (ledger, command) => {
      await registrar(ledger);
      const current = await calendar(ledger);
      const { version } = command.calendar;
      if (version !== current.version + 1) {
        throw refuse('CALENDAR_VERSION', { expected: current.version + 1 }, 'calendar.version');
      }
      return {
        documents: [
          { schema: 'calendar/1', ...command.calendar, time: ledger.time },
          { schema: 'calendar-head/1', version, time: ledger.time },
        ],
        outcome: { subject: `calendar/${version}` },
      };
    },
  },
  {
    'registration:precheck': async (ledger, question) => {
      const member = await ledger.member();
      const { case: id, application, profile, registrar: chosen } = question;
      if (id === undefined) return checked(ledger, member, { application, profile, registrar: chosen });
      const { found, setting } = await open(ledger, id);
      const answering = { profile: setting.profile, registrar: found.registrar, answering: id };
      return checked(ledger, member, { application, ...answering });
    },
    'registration:examine': async (ledger, { case: id }) => {
      const member = await ledger.member();
      const { found, setting } = await open(ledger, id);
      const application = found.sealed ?? found.application;
      if (!application) throw new Error(`case ${id} has no application`);
      const answering = { profile: setting.profile, registrar: found.registrar, answering: id };
      const about = await facts(ledger, await applicantOf(ledger, member, found), { application, ...answering });
      const { findings, duplicates } = await examine(ledger, member, about);
      return { findings: [...findings, ...(await examineConsent(ledger, member, found))], duplicates };
    },
    'registration:read': (ledger, { case: id }) => ledger.need('case/1', key.case(id), 'case'),
    'registration:history': (ledger, { case: id }) => ledger.history(key.case(id)),
    'registration:profile': async (ledger, { id, version }) => {
      const wanted = version ?? (await ledger.need('profile-head/1', key.profileHead(id), 'id')).version;
      return ledger.need('profile/1', key.profile(id, wanted), 'version');
    },
  },
);
