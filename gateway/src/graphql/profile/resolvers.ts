import type { Resolvers } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { ProfileModel } from '../models.ts';

const newest = (versions: readonly ProfileModel[]) =>
  versions.reduce<ProfileModel | undefined>((best, p) => (best && best.version > p.version ? best : p), undefined);

/** A version of a profile; the newest, which is the one in force, when none is named. */
export async function profileOf(id: string, version: number | undefined, { load }: Context) {
  const versions = await load.profile(id);
  return version === undefined ? newest(versions) : versions.find((p) => p.version === version);
}

export const profile: Resolvers = {
  Query: {
    profile: (_parent, { id, version }, context) => profileOf(id, version ?? undefined, context),
    profiles: async (_parent, { allVersions }, { services }) => {
      const all = (await services.reads.all('profile/1')).toSorted(
        (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) || a.version - b.version,
      );
      return allVersions ? all : all.filter((p) => !all.some((q) => q.id === p.id && q.version > p.version));
    },
    calendar: async (_parent, _args, { services }) =>
      (await services.reads.all('calendar/1')).toSorted((a, b) => b.version - a.version)[0],
  },
  Profile: {
    current: async ({ id, version }, _args, context) => (await profileOf(id, undefined, context))?.version === version,
  },
};
