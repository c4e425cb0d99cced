import { refuse } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';
import { gradeOf, inputs } from '../lineage/state.ts';
import { floorOf, raise } from './rules.ts';

/** Grades of releases: set when published, raised later, never lowered. */
export const GradingContract = contract(
  'grading',
  {
    'grading:raise': async (ledger, { release: id, grade, reason }) => {
      const member = await ledger.member();
      needRole(member, 'holder', 'registrar');
      const release = await ledger.need('release/1', key.release(id), 'release');
      const asset = await ledger.need('asset/1', key.asset(release.asset));
      const certificate = asset.certificate
        ? await ledger.get('certificate/1', key.certificate(asset.certificate))
        : undefined;
      if (![asset.entity, certificate?.registrar].includes(member.entity.id)) throw refuse('GRADE_PARTY');
      const mark = raise(await gradeOf(ledger, id), grade, member.actor, reason, ledger.time);
      return { documents: [mark], outcome: { subject: id, state: mark.grade } };
    },
  },
  {
    'grading:read': (ledger, { release }) => gradeOf(ledger, release),
    'grading:floor': async (ledger, question) => {
      const found = await inputs(
        ledger,
        question.inputs.filter((id) => id.startsWith('rel-')).map((release) => ({ release })),
      );
      return { floor: floorOf(found.flatMap((node) => ('grade' in node ? [node.grade] : []))) };
    },
  },
);
