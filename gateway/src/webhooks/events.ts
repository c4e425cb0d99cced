import { canonical } from '@suyuan/schemas';
import { type Reader, ROWS, type RowKind } from '../access/index.ts';
import type { Batch } from '../projector/index.ts';
import type { Reads, Telling, WebhookRow } from '../store/index.ts';

export type WatchKind = 'asset' | 'case' | 'certificate' | 'licence';

/** Of a kind of watch: the row that the watcher must see. */
const ROW: Readonly<Record<WatchKind, Extract<RowKind, 'asset' | 'case_file' | 'certificate' | 'agreement'>>> = {
  asset: 'asset',
  case: 'case_file',
  certificate: 'certificate',
  licence: 'agreement',
};

/** Something that happened to a subject: the document that says so, and its place in the block. */
export interface Happening {
  readonly kind: WatchKind;
  readonly subject: string;
  readonly schema: string;
  readonly key: string;
  readonly transactionId: string;
  readonly time: string;
  readonly place: number;
}

/** Documents that happen to an asset, by the member that names it. */
const OF_ASSET: ReadonlySet<string> = new Set(['release/1', 'certificate/1', 'freeze/1', 'encumbrances/1', 'recall/1']);

type About = Pick<Happening, 'kind' | 'subject'>;

/** What a document happens to: a certificate's to its asset too, a recognition to the certificate that is on this ledger. */
function subjectsOf(schema: string, ref: string, document: { [member: string]: unknown }): About[] {
  const { asset, certificate, ground } = document;
  if (schema === 'asset/1') return [{ kind: 'asset', subject: ref }];
  if (schema === 'case/1' || schema === 'objection/1') return [{ kind: 'case', subject: ref }];
  if (schema === 'agreement/1') return [{ kind: 'licence', subject: ref }];
  const own: About[] = schema === 'certificate/1' ? [{ kind: 'certificate', subject: ref }] : [];
  if (OF_ASSET.has(schema) && typeof asset === 'string') return [...own, { kind: 'asset', subject: asset }];
  if (schema === 'recognition/1' && ground === 'ledger') return [{ kind: 'certificate', subject: String(certificate) }];
  return own;
}

/** What a block brings to assets, cases, certificates and licences, in its order. */
export function happenings({ versions }: Batch): Happening[] {
  return versions.flatMap(({ schema, ref, key, doc, tx_id, time }, place) =>
    subjectsOf(schema, ref, JSON.parse(doc) as { [member: string]: unknown }).map((about) => ({
      ...about,
      schema,
      key,
      transactionId: tx_id,
      time,
      place,
    })),
  );
}

/** Who is told, by what the membership record says now: an entity that is no member is told nothing. */
async function readerOf({ msp, person, entity, roles }: WebhookRow, reads: Reads): Promise<Reader | undefined> {
  const [record] = entity ? await reads.byIds('entity', [entity], 'all') : [];
  if (record?.state !== 'active' || record.host !== msp) return undefined;
  const named = JSON.parse(roles) as string[];
  const kept = record.roles.filter((role) => named.includes(role));
  return { person, msp, entity: record.id, member: true, roles: kept, clearance: 'general' };
}

/** Whether a watcher may see what it watches, now. */
export async function sees(webhook: WebhookRow, reads: Reads): Promise<boolean> {
  const reader = await readerOf(webhook, reads);
  const row = ROW[webhook.kind as WatchKind];
  return reader !== undefined && (await reads.byIds(row, [webhook.subject], ROWS[row](reader)))[0] !== undefined;
}

/** What each watcher is told of a block: ids and states, never content, which it asks for by its own rights. */
export async function tellings(batch: Batch, watchers: readonly WebhookRow[], reads: Reads): Promise<Telling[]> {
  const all = happenings(batch);
  const told: Telling[] = [];
  for (const webhook of watchers) {
    const own = all.filter(({ kind, subject }) => kind === webhook.kind && subject === webhook.subject);
    if (own.length === 0 || !(await sees(webhook, reads))) continue;
    for (const { place, time, ...happening } of own) {
      const { block } = batch.checkpoint;
      const body = canonical({ type: `${happening.kind}.changed`, timestamp: time, data: { ...happening, block } });
      told.push({ id: `${webhook.id}-${block}-${place}`, webhook: webhook.id, block, place, body });
    }
  }
  return told;
}
