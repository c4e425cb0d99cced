import { type Application, caseTypeOf } from '@suyuan/schemas';
import { publicPart, readsWholeCase } from '../../access/index.ts';
import type { CaseSortField, Examination, Resolvers } from '../../generated/graphql.ts';
import { keptHere } from '../command/resolvers.ts';
import { toApplication } from '../command/to-command.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, between, equal, sortBy } from '../filter.ts';
import type { ApplicationModel, CaseModel, ObjectionModel } from '../models.ts';
import { profileOf } from '../profile/resolvers.ts';
import { changes } from '../subscription.ts';
import { applicationInVault } from '../vault/texts.ts';

const changedAfter = (block: number | null | undefined) =>
  between('block', typeof block === 'number' ? block + 1 : undefined, undefined);

const SORT: Record<CaseSortField, string> = { DEADLINE: 'deadline', OPENED_AT: 'opened_at', TIME: 'time' };

/** Parties, who read the whole file: those who decided or asked in it, and whoever holds the asset. */
const isParty = async ({ applicant, registrar, application, appeals, passedBy, asset }: CaseModel, context: Context) =>
  readsWholeCase(context.reader, [
    applicant,
    registrar,
    application?.type === 'transfer' ? application.transferee : undefined,
    ...appeals.map((appeal) => appeal.body),
    ...passedBy,
    (await context.load.asset(asset))?.entity,
  ]);

/** Who objected, appealed or acted otherwise follows the case to its end, but reads of its text what is public. */
const takesPart = async (parent: CaseModel, context: Context) => {
  const { objections, appeals, involved } = parent;
  const others = [...objections.map(({ entity }) => entity), ...appeals.map(({ by }) => by.entity), ...involved];
  return readsWholeCase(context.reader, others) || (await isParty(parent, context));
};

/** Parties read all of an application; who may only object reads what the profile makes public. */
async function application(parent: CaseModel, context: Context): Promise<ApplicationModel | undefined> {
  const { application: full, sealed } = parent;
  if (sealed) return applicationInVault(sealed, context.load);
  if (!full || (await isParty(parent, context))) return full;
  const fields = (await profileOf(parent.profile.id, parent.profile.version, context))?.publicFields ?? [];
  const { type } = full;
  return {
    type,
    ...('assetId' in full ? { assetId: full.assetId } : {}),
    ...('batch' in full ? { batch: full.batch } : {}),
    ...('asset' in full ? { asset: publicPart(full.asset, fields, 'asset') } : {}),
    ...('release' in full
      ? {
          release: publicPart(
            full.release,
            fields.filter((f) => f.startsWith('release.')),
            'release',
          ),
        }
      : {}),
  };
}

async function objections(parent: CaseModel, context: Context) {
  const { load, reader } = context;
  const all = await load.by('objection/1', parent.id);
  const visible = (await isParty(parent, context))
    ? all
    : all.filter(({ by }) => by.entity && by.entity === reader.entity);
  return visible.toSorted((a, b) => a.n - b.n);
}

/** What its case says of an objection: the clocks. */
const entryOf = async ({ case: id, n }: ObjectionModel, { load }: Context) =>
  (await load.case(id))?.objections.find((entry) => entry.n === n);

export const registration: Resolvers = {
  Query: {
    case: (_parent, { id }, { load }) => load.case(id),
    cases: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('case_file'),
        filter: [
          ...equal('applicant', filter?.applicant),
          ...equal('registrar', filter?.registrar),
          ...equal('asset', filter?.asset),
          ...equal('profile', filter?.profile),
          ...among('type', filter?.type),
          ...among('state', filter?.state),
          ...equal('next_entity', filter?.next),
          ...between('deadline', undefined, filter?.deadlineUntil),
          ...changedAfter(filter?.changedAfterBlock),
        ],
        sort: sortBy(SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('case_file', asked), () => reads.count('case_file', asked));
    },
    waiting: (_parent, { first, after }, { services: { reads }, rule, reader }) => {
      const asked = {
        rule: rule('case_file'),
        filter: [{ column: 'next_entity', in: reader.entity ? [reader.entity] : [] }],
        sort: { column: 'deadline', descending: false },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('case_file', asked), () => reads.count('case_file', asked));
    },
    precheck: async (_parent, { profile, registrar, application: draft }, context) => {
      const argument = { profile, registrar, application: toApplication(draft) };
      const { ledger } = context.services;
      const answer = await ledger.evaluateAs(keptHere(context), 'registration:precheck', argument);
      return findingsOf(answer);
    },
    examine: async (_parent, { case: id }, context) => {
      const { ledger } = context.services;
      const answer = await ledger.evaluateAs(keptHere(context), 'registration:examine', { case: id });
      return answer as Examination;
    },
  },
  Subscription: {
    caseChanged: {
      subscribe: (_parent, { id, registrar }, context) =>
        changes(context, 'caseChanged', async (batch) => {
          const ids = [...batch.current.case_file.values()].map((row) => (row as { id: string }).id);
          const wanted = ids.filter((one) => !id || one === id);
          const found = await context.services.reads.byIds('case_file', wanted, context.rule('case_file'));
          return found.map((caseChanged) =>
            caseChanged && (!registrar || caseChanged.registrar === registrar) ? { caseChanged } : undefined,
          );
        }),
    },
  },
  Application: {
    type: (parent) => caseTypeOf(parent as Pick<Application, 'type'>),
  },
  Objection: {
    decideBy: async (parent, _args, context) => (await entryOf(parent, context))?.decideBy,
    appealUntil: async (parent, _args, context) => (await entryOf(parent, context))?.appealUntil,
  },
  Evidence: {
    held: ({ sha256 }, _args, { services }) => services.documents.has(sha256),
    link: ({ sha256 }) => `/documents/${sha256}`,
  },
  Case: {
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    applicant: ({ applicant }, _args, { load }) => load.entity(applicant),
    applicantId: ({ applicant }) => applicant,
    registrar: ({ registrar }, _args, { load }) => load.entity(registrar),
    registrarId: ({ registrar }) => registrar,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => (asset.startsWith('ast-') ? asset : undefined),
    batch: ({ asset }, _args, { load }) => load.batch(asset),
    application: (parent, _args, context) => application(parent, context),
    receipt: async (parent, _args, context) => ((await isParty(parent, context)) ? parent.receipt : undefined),
    reasons: async (parent, _args, context) => ((await isParty(parent, context)) ? parent.reasons : []),
    opinion: async (parent, _args, context) => ((await isParty(parent, context)) ? parent.opinion : undefined),
    withdrawal: async (parent, _args, context) => ((await isParty(parent, context)) ? parent.withdrawal : undefined),
    appeals: async (parent, _args, context) => {
      const { entity } = context.reader;
      if (await isParty(parent, context)) return parent.appeals;
      return parent.appeals.filter(({ by }) => entity !== undefined && by.entity === entity);
    },
    objections: (parent, _args, context) => objections(parent, context),
    certificate: ({ certificate }, _args, { load }) => (certificate ? load.certificate(certificate) : undefined),
    history: async (parent, _args, context) =>
      (await takesPart(parent, context)) ? context.load.history('case/1', parent.id) : [],
  },
};

type Findings = readonly { code: string; field: string; citation: string; zh: string; en: string }[];

/** The answer of the ledger's pre-check: its findings, alone or as a member. */
function findingsOf(answer: unknown): Findings {
  if (Array.isArray(answer)) return answer as Findings;
  return (answer as { findings?: Findings } | null)?.findings ?? [];
}
