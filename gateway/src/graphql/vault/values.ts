import { commitment, type NamedVault, Refusal, type VaultContent } from '@suyuan/schemas';
import { type Reader, readsVault } from '../../access/index.ts';
import type { Documents } from '../../documents/index.ts';
import { type KeptValues, type Reads, saltedOf, type VaultStore, vaultKeyHash } from '../../store/index.ts';

/** Salted values of a vault, by field. */
export type VaultValues = VaultContent['fields'];

interface Sources {
  readonly reads: Reads;
  readonly vaults: VaultStore;
  readonly kept: KeptValues;
  readonly documents: Documents;
  readonly ledger: { readonly operator: { readonly mspId: string } };
}

/** What a reader may read of a vault, by its commitments; `here`: whether this operator's peer was given it. */
interface Readable {
  readonly vault: string;
  readonly here: boolean;
  readonly commitments: NamedVault['commitments'];
}

async function readable(ids: readonly string[], reader: Reader, { reads, ledger }: Sources): Promise<Readable[]> {
  if (reader.entity === undefined) return [];
  const [named, openings] = await Promise.all([reads.byRef('named-vault/1', ids), reads.byRef('opening/1', ids)]);
  return ids.flatMap((vault) => {
    const found = named.get(vault)?.[0];
    if (!found) return [];
    const opened = openings.get(vault) ?? [];
    const may = readsVault(reader, found.entity, opened);
    const commitments = Object.entries(found.commitments).filter(([field]) => may(field));
    const here = [found.host, ...opened.map(({ toHost }) => toHost)].includes(ledger.operator.mspId);
    return commitments.length > 0 ? [{ vault, here, commitments: Object.fromEntries(commitments) }] : [];
  });
}

/** What the own peer's store has not of them, as it is kept among the documents, each under its commitment. */
async function amongDocuments(missing: readonly { vault: string; field: string; sha256: string }[], sources: Sources) {
  const { kept, documents } = sources;
  const erased = await kept.erased(missing.map(({ vault, field }) => vaultKeyHash(vault, field)));
  const left = missing.filter(({ vault, field }) => !erased.has(vaultKeyHash(vault, field)));
  const found = await Promise.all(
    left.map(async ({ vault, field, sha256 }) => {
      const bytes = await documents.value(sha256).catch((error: unknown) => {
        // A document that does not open is set aside and logged where that is found.
        if (error instanceof Refusal) return undefined;
        throw error;
      });
      return bytes ? [{ vault, field, salted: saltedOf(bytes.toString('utf8')) }] : [];
    }),
  );
  return found.flat();
}

/**
 * What some vaults hold, in the order of their ids: undefined for one that its reader may not read, or that neither this
 * operator's peer nor its documents have. Of each field only what the ledger is committed to.
 */
export async function vaultValues(
  ids: readonly string[],
  reader: Reader,
  sources: Sources,
): Promise<readonly (VaultValues | undefined)[]> {
  const wanted = await readable(ids, reader, sources);
  const held = await sources.vaults.heldAll(wanted.map(({ vault }) => vault));
  const values = new Map(
    wanted.map(({ vault, commitments }) => {
      const fields = Object.entries(held.get(vault)?.fields ?? {});
      const borne = fields.filter(([field, { salt, value }]) => commitments[field] === commitment(salt, field, value));
      return [vault, Object.fromEntries(borne)];
    }),
  );
  const missing = wanted
    .filter(({ here }) => here)
    .flatMap(({ vault, commitments }) =>
      Object.entries(commitments).map(([field, sha256]) => ({ vault, field, sha256 })),
    )
    .filter(({ vault, field }) => !Object.hasOwn(values.get(vault) ?? {}, field));
  for (const { vault, field, salted } of await amongDocuments(missing, sources)) {
    values.set(vault, { ...values.get(vault), [field]: salted });
  }
  return ids.map((id) => (Object.keys(values.get(id) ?? {}).length > 0 ? values.get(id) : undefined));
}
