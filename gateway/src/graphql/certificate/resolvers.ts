import { certificateStateAt, readLeafNumber } from '@suyuan/schemas';
import type { CertificateSortField, Resolvers } from '../../generated/graphql.ts';
import { leafAt } from '../batch/resolvers.ts';
import { connection } from '../connection.ts';
import { among, between, containing, equal, sortBy } from '../filter.ts';
import { profileOf } from '../profile/resolvers.ts';
import { changes } from '../subscription.ts';
import { merged } from './listed.ts';

const SORT: Record<CertificateSortField, string> = { NUMBER: 'number', ISSUED_AT: 'issued_at', TIME: 'time' };

export const certificate: Resolvers = {
  Query: {
    certificate: (_parent, { number }, { load }) => load.certificate(number),
    certificates: (_parent, { first, after, filter, sort }, { services: { reads, leaves }, rule }) => {
      const { text, batch, holder, registrar, state, issuedFrom, issuedUntil } = filter ?? {};
      const asked = {
        rule: rule('certificate'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('holder', holder),
          ...equal('registrar', registrar),
          ...(batch
            ? [{ column: 'number', inTable: 'batch_leaf', select: 'certificate', where: equal('batch', batch) }]
            : []),
          ...(text ? [{ column: 'asset', inTable: 'asset', select: 'id', where: containing('title', text) }] : []),
          ...among('state', state),
          ...between('issued_at', issuedFrom, issuedUntil),
        ],
        sort: sortBy(SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      if (filter?.asset || rule('certificate') !== 'all')
        return connection(reads.list('certificate', asked), () => reads.count('certificate', asked));
      const sealed = {
        ...asked,
        text: text ?? undefined,
        batch: batch ?? undefined,
        holder: holder ?? undefined,
        registrar: registrar ?? undefined,
        state: state ?? undefined,
        issuedFrom: issuedFrom ?? undefined,
        issuedUntil: issuedUntil ?? undefined,
      };
      const page = async () =>
        merged(
          await Promise.all([reads.list('certificate', asked), leaves.certificates(sealed)]),
          first,
          asked.sort.descending,
        );
      const count = async () => (await reads.count('certificate', asked)) + (await leaves.countCertificates(sealed));
      return connection(page(), count);
    },
  },
  Subscription: {
    certificateChanged: {
      subscribe: (_parent, { number, asset }, context) =>
        changes(context, 'certificateChanged', async (batch) => {
          const numbers = [...batch.current.certificate.values()].map((row) => (row as { number: string }).number);
          const wanted = numbers.filter((one) => !number || one === number);
          const found = await context.services.reads.byIds('certificate', wanted, context.rule('certificate'));
          return found.map((certificateChanged) =>
            certificateChanged && (!asset || certificateChanged.asset === asset) ? { certificateChanged } : undefined,
          );
        }),
    },
  },
  Certificate: {
    case: (parent, _args, { load }) => load.case(parent.case),
    batch: ({ batch }, _args, { load }) => (batch ? load.batch(batch) : undefined),
    leaf: async ({ batch, number }, _args, context) => {
      const [sealed, place] = [batch ? await context.load.batch(batch) : undefined, readLeafNumber(number)];
      return sealed && place ? leafAt(sealed, place.index, context) : undefined;
    },
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    holder: ({ holder }, _args, { load }) => load.entity(holder),
    registrar: ({ registrar }, _args, { load }) => load.entity(registrar),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    state: (parent, _args, { services }) =>
      parent.asStored ? parent.state : certificateStateAt(parent, services.projector.checkpoint.time),
    supersedes: ({ supersedes }, _args, { load }) => (supersedes ? load.certificate(supersedes) : undefined),
    supersededBy: ({ supersededBy }, _args, { load }) => (supersededBy ? load.certificate(supersededBy) : undefined),
    demonstration: (_parent, _args, { services }) => services.trust.config.demonstration,
    history: async ({ number }, _args, { load }) =>
      (await load.history('certificate/1', number)).map((version) => ({ ...version, asStored: true })),
  },
};
