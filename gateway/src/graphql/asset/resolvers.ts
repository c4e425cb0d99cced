import { publicPart, readsWholeText } from '../../access/index.ts';
import type { AssetSortField, ReleaseSortField, Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, containing, equal, sortBy } from '../filter.ts';
import type { AssetModel, ReleaseModel } from '../models.ts';
import { profileOf } from '../profile/resolvers.ts';
import { noteReading } from '../reading/resolvers.ts';
import { inputsOf, revealedInputs } from '../vault/reveal.ts';
import { assetInVault, releaseInVault } from '../vault/texts.ts';

const ASSET_SORT: Record<AssetSortField, string> = { ID: 'id', TITLE: 'title', TIME: 'time' };
const RELEASE_SORT: Record<ReleaseSortField, string> = { ID: 'id', RANK: 'rank', TIME: 'time' };
const publicFields = async (asset: AssetModel, context: Context) =>
  (await profileOf(asset.profile.id, asset.profile.version, context))?.publicFields ?? [];

const readsAsset = ({ text, entity, gradeFloor }: AssetModel, { reader }: Context) =>
  readsWholeText(reader, entity, [gradeFloor, ...(text ? [text.grade] : [])]);

async function readsRelease({ id, text, entity }: ReleaseModel, { reader, load }: Context) {
  const mark = (await load.grade(id))?.grade;
  return readsWholeText(reader, entity, [...(mark ? [mark] : []), ...(text ? [text.grade] : [])]);
}

async function assetText(asset: AssetModel, context: Context) {
  const { text } = asset;
  const hidden = text ? undefined : await assetInVault(asset.vault?.id, context.load);
  if (hidden) noteReading(context, { what: 'asset', id: asset.id, grades: [asset.gradeFloor], owner: asset.entity });
  if (!text) return hidden;
  if (readsAsset(asset, context)) {
    noteReading(context, { what: 'asset', id: asset.id, grades: [asset.gradeFloor, text.grade], owner: asset.entity });
    return text;
  }
  return publicPart(text, await publicFields(asset, context), 'asset');
}

async function noteRelease({ id, entity, text }: ReleaseModel, context: Context): Promise<void> {
  const grades = [(await context.load.grade(id))?.grade, text?.grade];
  noteReading(context, { what: 'release', id, grades, owner: entity });
}

/** What the profile makes public of a release, beside its label and time, which tell versions apart. */
export async function releaseText(release: ReleaseModel, context: Context) {
  const { text } = release;
  const hidden = text ? undefined : await releaseInVault(release.vault?.id, context.load);
  if (hidden) await noteRelease(release, context);
  if (!text) return hidden;
  if (await readsRelease(release, context)) {
    await noteRelease(release, context);
    return text;
  }
  const asset = await context.load.asset(release.asset);
  const fields = asset ? await publicFields(asset, context) : [];
  const named = fields.filter((field) => field.startsWith('release.'));
  return publicPart(text, [...named, 'release.label', 'release.producedAt', 'release.grade'], 'release');
}

/** Versions of an asset. What it was before its registration is for its holder, and who takes part in its cases. */
async function assetHistory(id: string, { load }: Context) {
  const [versions, own] = await Promise.all([load.history('asset/1', id), load.ownAsset(id)]);
  const registered = versions.findIndex(({ state }) => state === 'registered');
  if (own) return versions;
  return registered < 0 ? [] : versions.slice(registered);
}

export const asset: Resolvers = {
  Query: {
    asset: (_parent, { id }, { load }) => load.asset(id),
    assets: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('asset'),
        filter: [
          ...equal('entity', filter?.entity),
          ...among('kind', filter?.kind),
          ...among('grade', filter?.grade),
          ...among('state', filter?.state),
          ...equal('profile', filter?.profile),
          ...containing('title', filter?.title),
        ],
        sort: sortBy(ASSET_SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('asset', asked), () => reads.count('asset', asked));
    },
    release: (_parent, { id }, { load }) => load.release(id),
    releases: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('release'),
        filter: [...equal('asset', filter?.asset), ...equal('entity', filter?.entity)],
        sort: sortBy(RELEASE_SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('release', asked), () => reads.count('release', asked));
    },
  },
  Asset: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    text: (parent, _args, context) => assetText(parent, context),
    reduced: (parent, _args, context) => parent.text !== undefined && !readsAsset(parent, context),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    certificate: ({ certificate }, _args, { load }) => (certificate ? load.certificate(certificate) : undefined),
    openCase: ({ openCase }, _args, { load }) => (openCase ? load.case(openCase) : undefined),
    releases: ({ id }, _args, { load }) => load.releasesOf(id),
    cases: ({ id }, _args, { load }) => load.casesOf(id),
    history: ({ id }, _args, context) => assetHistory(id, context),
  },
  Release: {
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    text: (parent, _args, context) => releaseText(parent, context),
    inputs: (parent, _args, { reader, load }) => (reader.member ? inputsOf(parent, load) : undefined),
    revealedInputs: (parent, _args, { load }) => revealedInputs(parent, load),
    grade: ({ id }, _args, { load }) => load.grade(id),
    gradeHistory: ({ id }, _args, { load }) => load.history('grade/1', id),
    recall: async ({ id }, _args, { load }) => {
      const recall = (await load.recalled(id))[0]?.recall;
      return recall ? load.recall(recall) : undefined;
    },
  },
};
