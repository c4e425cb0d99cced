import { refuse } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { floorOf, type Hop, push, raise } from './rules.ts';
import { markOf } from './state.ts';

/** Grades of releases: set when published, raised later and pushed down the lineage, never lowered. */
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
      const { mark } = await markOf(ledger, id);
      const raised = raise(mark, grade, member.actor, reason, ledger.time);
      return { documents: [raised], outcome: { subject: id, state: raised.grade } };
    },

    'grading:push': async (ledger, { edges }) => {
      const member = await ledger.member();
      const hops: Hop[] = [];
      for (const [n, { from, to }] of edges.entries()) {
        hops.push({
          edge: await ledger.need('edge/1', key.edge(from, to), `edges.${n}`),
          from: await ledger.need('grade/1', key.grade(from), `edges.${n}.from`),
          to: await markOf(ledger, to, `edges.${n}.to`),
        });
      }
      const raised = push(hops, member.actor, ledger.time);
      const [first] = raised;
      return { documents: raised, outcome: { subject: first.release, state: first.grade } };
    },
  },
  {
    'grading:read': (ledger, { release }) => ledger.need('grade/1', key.grade(release), 'release'),
    'grading:floor': async (ledger, question) => {
      const found = await inputs(
        ledger,
        question.inputs.filter((id) => id.startsWith('rel-')).map((release) => ({ release })),
      );
      return { floor: floorOf(found.flatMap((node) => ('grade' in node ? [node.grade] : []))) };
    },
  },
);
