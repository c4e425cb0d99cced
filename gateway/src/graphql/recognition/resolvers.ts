import { type Recognised, recognitionChanged, recognitionStateAt, refuse } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, equal } from '../filter.ts';
import type { RecognitionModel } from '../models.ts';
import { profileOf } from '../profile/resolvers.ts';

/** What a recognition follows. @throws NOT_FOUND when its certificate is not there */
async function recognised({ foreign, certificate }: RecognitionModel, { load }: Context): Promise<Recognised> {
  const found = foreign ?? (await load.certificate(certificate));
  if (!found) throw refuse('NOT_FOUND', { what: 'certificate', id: certificate });
  return found;
}

const now = ({ services }: Context) => services.projector.checkpoint.time;

export const recognition: Resolvers = {
  Query: {
    recognition: (_parent, { id }, { load }) => load.recognition(id),
    recognitions: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const { registrar, certificate, profile, state, ground, changed } = filter ?? {};
      const asked = {
        rule: rule('recognition'),
        filter: [
          ...equal('registrar', registrar),
          ...equal('certificate', certificate),
          ...equal('profile', profile),
          ...equal('ground', ground),
          ...among('standing', state),
          ...(changed == null ? [] : equal('changed', changed ? 'yes' : 'no')),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('recognition_now', asked), () => reads.count('recognition_now', asked));
    },
  },
  Certificate: {
    recognitions: ({ number }, _args, { load }) => load.recognitionsOf(number),
  },
  Recognition: {
    registrarId: ({ registrar }) => registrar,
    registrar: ({ registrar }, _args, { load }) => load.entity(registrar),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    certificateNumber: ({ certificate }) => certificate,
    certificate: ({ foreign, certificate }, _args, { load }) => (foreign ? undefined : load.certificate(certificate)),
    state: async (parent, _args, context) =>
      recognitionStateAt(parent, await recognised(parent, context), now(context)),
    changed: async (parent, _args, context) =>
      recognitionChanged(parent, await recognised(parent, context), now(context)),
  },
};
