import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Client, Receipt } from '@suyuan/client';
import { type BatchText, type EvidenceKind, hashOf, includes, type Leaf } from '@suyuan/schemas';
import { mustBe, readLeavesFile } from './leaves-file.ts';

/** A document that goes with an application, by its path. */
export type Paper = { readonly kind: EvidenceKind; readonly path: string; readonly mediaType: string };

/** Uploads leaves file and evidence, and applies. */
export async function apply(
  client: Client,
  what: {
    readonly text: BatchText;
    readonly leaves: string;
    readonly papers: readonly Paper[];
    readonly profile: { readonly id: string; readonly version: number };
    readonly registrar: string;
  },
): Promise<Receipt> {
  const { text, leaves, papers, profile, registrar } = what;
  await client.upload(await openAsBlob(leaves), { mediaType: 'application/x-ndjson' });
  const evidence = [];
  for (const { kind, path, mediaType } of papers) {
    const { sha256, size } = await client.upload(new Uint8Array(await readFile(path)), { mediaType });
    evidence.push({ kind, name: basename(path), sha256, size, mediaType });
  }
  const application = { type: 'batch' as const, batch: text, evidence };
  return client.transact('registration:submit', { profile, registrar, application });
}

type Told = { batch: { entityId: string; text: BatchText } | null };

const BATCH = `query ($id: ID!) { batch(id: $id) { entityId text { title { zh en } count root file { sha256 size }
  summary { kinds grades sources personalInformation } } } }`;

/** What the ledger says of a batch. */
export async function batchOf(client: Client, id: string): Promise<{ entity: string; text: BatchText }> {
  const { batch } = await client.query<Told>(BATCH, { id });
  if (!batch) throw new Error(`There is no batch ${id}, or it is not for you to see`);
  const { title, ...text } = batch.text;
  return { entity: batch.entityId, text: { ...text, title: { zh: title.zh, ...(title.en ? { en: title.en } : {}) } } };
}

/** An operator's administrator verifies a leaves file, and signs that its operator holds it. */
export async function attest(client: Client, batch: string, path: string): Promise<Receipt> {
  const { entity, text } = await batchOf(client, batch);
  mustBe(text, await readLeavesFile(path, { entity, title: text.title }));
  return client.transact('batch:attest', { batch, file: text.file.sha256, root: text.root });
}

type Proof = { leaf: Leaf; hash: string; path: string[]; size: number; root: string };
type Proved = { certificate: { leaf: { index: number; proof: Proof | null } | null } | null };

const PROOF = `query ($number: ID!) { certificate(number: $number) { leaf { index proof { leaf hash path size root } } } }`;

/** The inclusion proof of a certificate of a batch, verified here; undefined where it does not hold or there is none. */
export async function prove(client: Pick<Client, 'query'>, number: string): Promise<Proof | undefined> {
  const { certificate } = await client.query<Proved>(PROOF, { number });
  const { index = -1, proof } = certificate?.leaf ?? {};
  if (!proof || proof.leaf.index !== index || hashOf(proof.leaf) !== proof.hash) return undefined;
  return includes({ index, size: proof.size, hash: proof.hash, path: proof.path }, proof.root) ? proof : undefined;
}
