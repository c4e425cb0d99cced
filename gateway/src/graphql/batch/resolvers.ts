import { hashOf, isSealed, type LeafLine, leafNumber, leafOf, refuse } from '@suyuan/schemas';
import { publicPart, readsWholeText } from '../../access/index.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { type LeafLineRow, PAGE_LIMIT } from '../../store/index.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, containing, equal } from '../filter.ts';
import type { BatchLeafModel, BatchModel } from '../models.ts';
import { profileOf } from '../profile/resolvers.ts';
import { noteReading } from '../reading/resolvers.ts';

/** Leaves with what happened to each. */
async function leavesOf(batch: BatchModel, rows: readonly LeafLineRow[], { services }: Context) {
  const own = await services.leaves.own(
    batch.id,
    rows.map(({ leaf }) => leaf),
  );
  return rows.map(({ leaf: index, line }): BatchLeafModel => {
    const doc = own.get(index)?.doc;
    return { batch, index, line: JSON.parse(line) as LeafLine, own: doc ? JSON.parse(doc) : undefined };
  });
}

/** One leaf, where it is read here. */
export async function leafAt(batch: BatchModel, index: number, context: Context): Promise<BatchLeafModel | undefined> {
  const row = await context.services.leaves.leaf(batch.text.root, index);
  return row && (await leavesOf(batch, [row], context))[0];
}

function place(cursor: string | null | undefined): number | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,5}$/.test(text)) throw refuse('CURSOR_INVALID', {}, 'after');
  return Number(text);
}

/** True for who reads all of a leaf, which is noted where its grade asks for it. */
function readsWhole({ batch, index, line }: BatchLeafModel, context: Context): boolean {
  const grades = [line.asset.grade, line.release.grade];
  const whole = readsWholeText(context.reader, batch.entity, grades);
  if (whole) noteReading(context, { what: 'leaf', id: `${batch.id}/${index}`, grades, owner: batch.entity });
  return whole;
}

const publicFields = async ({ batch: { profile } }: BatchLeafModel, context: Context) =>
  (await profileOf(profile.id, profile.version, context))?.publicFields ?? [];

const numberOf = ({ batch, index }: BatchLeafModel) =>
  isSealed(batch) ? leafNumber(batch.seal.numbers, index) : undefined;

export const batch: Resolvers = {
  Query: {
    batch: (_parent, { id }, { load }) => load.batch(id),
    batches: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('batch'),
        filter: [
          ...equal('entity', filter?.entity),
          ...among('state', filter?.state),
          ...containing('title', filter?.text),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('batch', asked), () => reads.count('batch', asked));
    },
  },
  Batch: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    case: (parent, _args, { load }) => load.case(parent.case),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    custodies: async ({ id }, _args, { services: { reads } }) =>
      (await reads.byRef('batch-custody/1', [id])).get(id) ?? [],
    reading: async ({ text }, _args, { services: { leaves } }) => {
      const { state = 'reading', lines = 0, problem } = (await leaves.tree(text.root)) ?? {};
      return { state: state.toUpperCase() as 'READING', lines, problem };
    },
    leaves: (parent, { first, after, text }, context) => {
      if (first < 1 || first > PAGE_LIMIT) throw refuse('PAGE_SIZE', { limit: PAGE_LIMIT }, 'first');
      const { leaves } = context.services;
      const asked = { root: parent.text.root, text: text ?? undefined, first, after: place(after) };
      const page = async () => {
        const found = await leaves.page(asked);
        const whole = await leavesOf(
          parent,
          found.rows.map(({ row }) => row),
          context,
        );
        return { ...found, rows: whole.map((row, n) => ({ row, cursor: found.rows[n]?.cursor ?? '' })) };
      };
      return connection(page(), () => leaves.count(asked));
    },
    leaf: (parent, { index }, context) => leafAt(parent, index, context),
  },
  BatchLeaf: {
    number: numberOf,
    state: ({ own }) => own?.state ?? 'active',
    changed: ({ own }) => own?.changed,
    asset: async (parent, _args, context) =>
      readsWhole(parent, context)
        ? parent.line.asset
        : publicPart(parent.line.asset, await publicFields(parent, context), 'asset'),
    release: async (parent, _args, context) => {
      if (readsWhole(parent, context)) return parent.line.release;
      const named = (await publicFields(parent, context)).filter((field) => field.startsWith('release.'));
      return publicPart(parent.line.release, [...named, 'release.label', 'release.producedAt'], 'release');
    },
    line: (parent, _args, context) => (readsWhole(parent, context) ? parent.line : undefined),
    certificate: (parent, _args, { load }) => {
      const number = numberOf(parent);
      return number ? load.certificate(number) : undefined;
    },
    proof: async ({ batch: { text, entity }, index, line }, _args, { services: { leaves } }) => {
      const path = await leaves.path(text.root, index);
      if (!path) return undefined;
      const leaf = leafOf(index, entity, line);
      return { leaf, hash: hashOf(leaf), path, size: text.count, root: text.root };
    },
  },
};
