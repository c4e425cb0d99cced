import {
  type Application,
  type Asset,
  AssetText,
  assetOfFields,
  type Case,
  type Finding,
  fits,
  type NamedVault,
  type Profile,
  type SealedApplication,
  type SealedAsset,
  sealedFields,
} from '@suyuan/schemas';
import type { Member } from '../access/caller.ts';
import { contentMarks } from '../asset/state.ts';
import { key } from '../ledger/keys.ts';
import type { Ledger } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { readable, valuesHere } from '../vault/collection.ts';
import { mustBeOpen, name } from '../vault/naming.ts';
import { claims, transferred, unsealed } from './rules/hidden.ts';
import { type Facts, finding, precheck } from './rules/precheck.ts';

/** The vaults that an application names, and what it commits to in each. */
function namings(application: SealedApplication): Pick<NamedVault, 'vault' | 'part' | 'commitments'>[] {
  const { vault, commitments } = application.sealed;
  const asset = { vault, part: 'asset', commitments } as const;
  if (application.type !== 'initial') return [asset];
  const { release } = application;
  return [asset, { vault: release.vault, part: 'release', commitments: sealedFields(release) }];
}

/** The documents that name the vaults of an application; none for one in the open. */
export async function nameVaults(
  ledger: Ledger,
  member: Member,
  application: Application | SealedApplication,
  of: { asset: string; case: string; profile: Pick<Profile, 'id' | 'version'> },
): Promise<NamedVault[]> {
  if (!('sealed' in application)) return [];
  const { id: entity, host } = member.entity;
  const named = [];
  for (const { vault: id, part, commitments } of namings(application)) {
    named.push(...(await name(ledger, { id, host, commitments }, { ...of, entity, part })));
  }
  return named;
}

/** The document that names the vault with which a transferee consents. */
export async function nameConsent(
  ledger: Ledger,
  member: Member,
  sealed: SealedAsset,
  found: Case,
): Promise<NamedVault[]> {
  const { id: entity, host } = member.entity;
  const vault = { id: sealed.vault, host, commitments: sealed.commitments };
  return name(ledger, vault, { entity, asset: found.asset, part: 'asset', case: found.id, profile: found.profile });
}

/** A restricted case is accepted by a registrar to which every vault that it names was opened. */
export async function mustBeOpenTo(ledger: Ledger, found: Case, registrar: Member): Promise<void> {
  const { id, host } = registrar.entity;
  const vaults = [
    ...(found.sealed ? namings(found.sealed).map(({ vault }) => vault) : []),
    ...(found.consented ? [found.consented.vault] : []),
  ];
  for (const vault of vaults) await mustBeOpen(ledger, vault, { id, host });
}

const valuesOnly = (salted: Record<string, { value: unknown }>) =>
  Object.fromEntries(Object.entries(salted).map(([field, { value }]) => [field, value]));

async function fieldsHere(ledger: Ledger, member: Member, vault: string): Promise<Record<string, unknown>> {
  const { fields } = await readable(ledger, member, vault);
  return valuesOnly(await valuesHere(ledger, member, { vault, fields }));
}

/** The text that is registered of a restricted asset, as far as this peer holds it for who asks. */
async function withText(ledger: Ledger, member: Member, asset: Asset | undefined): Promise<Asset | undefined> {
  if (!asset?.vault) return asset;
  const text = assetOfFields(await fieldsHere(ledger, member, asset.vault.id));
  // What is registered stands in the open from here on, so that the same rules see it.
  return fits(AssetText, text) ? { ...asset, disclosure: 'open', text } : asset;
}

type Examined = { readonly findings: Finding[]; readonly duplicates: NonNullable<Case['duplicates']> };

/**
 * The rules of a profile over values that this peer's vaults hold, and what the application claims of them in public.
 * Only where the values are: at the applicant's host, and at the registrar's once they were opened to it.
 */
export async function examine(ledger: Ledger, member: Member, facts: Facts): Promise<Examined> {
  const { application } = facts;
  const asset = await withText(ledger, member, facts.asset);
  if (!('sealed' in application)) return { findings: precheck({ ...facts, asset }), duplicates: [] };
  const hidden = {
    asset: await fieldsHere(ledger, member, application.sealed.vault),
    release: application.type === 'initial' ? await fieldsHere(ledger, member, application.release.vault) : undefined,
  };
  const visible = precheck(facts);
  const opened = unsealed(application, hidden);
  if ('breaches' in opened) return { findings: [...visible, ...opened.breaches.map(finding)], duplicates: [] };
  const open = opened.application;
  const release = open.type === 'initial' ? open.release : undefined;
  const from = release ? await inputs(ledger, release.inputs) : [];
  const found = [
    ...precheck({ ...facts, application: open, asset, inputs: from }),
    ...claims(application, open, from).map(finding),
  ];
  const known = new Set(visible.map(({ code, field }) => `${code} ${field}`));
  const owner = { id: facts.asset?.id ?? '', entity: facts.applicant.id };
  const { duplicates } = await contentMarks(ledger, release?.distributions ?? [], owner);
  return { findings: [...visible, ...found.filter(({ code, field }) => !known.has(`${code} ${field}`))], duplicates };
}

/** What the text with which a transferee consented breaks. */
export async function examineConsent(ledger: Ledger, member: Member, found: Case): Promise<Finding[]> {
  const { consented, application } = found;
  if (!consented || application?.type !== 'transfer') return [];
  const fields = await fieldsHere(ledger, member, consented.vault);
  return transferred(consented, fields, application.transferee).map(finding);
}

/** Whoever applied, as it stands now: its case is examined by the same facts as when it was submitted. */
export async function applicantOf(ledger: Ledger, member: Member, found: Case): Promise<Member> {
  const entity = await ledger.need('entity/1', key.entity(found.applicant));
  return { ...member, entity, roles: new Set(entity.roles) };
}
