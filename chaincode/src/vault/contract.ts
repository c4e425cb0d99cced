import {
  canonical,
  type Outcome,
  refuse,
  type VaultRecord,
  type VaultTransactions,
  vaultTransactions,
} from '@suyuan/schemas';
import type { Member } from '../access/caller.ts';
import { checkTime } from '../access/clock.ts';
import { key } from '../ledger/keys.ts';
import { answering, contractOf, type Ledger } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { hostAndTwo } from './policy.ts';
import { content, entry, mayRead, opened } from './rules.ts';

const collectionOf = (host: string) => `_implicit_org_${host}`;
const recordKey = (vault: string) => `vault/${vault}`;
const fieldKey = (vault: string, field: string) => `vault/${vault}/${field}`;
const doneKey = (entity: string, commandId: string) => `cmd/${entity}/${commandId}`;

/**
 * The member at its own host's peer. Implicit collections are not read-protected by Fabric, and a client of any
 * operator can write into them: this check, on reads as on writes, is what keeps strangers out.
 */
async function atHost(ledger: Ledger): Promise<Member> {
  const member = await ledger.member();
  const { id: entity, host } = member.entity;
  if (ledger.stub.getMspID() !== host) throw refuse('VAULT_ELSEWHERE', { entity, host });
  return member;
}

async function privateText(ledger: Ledger, collection: string, at: string): Promise<string | undefined> {
  const bytes = await ledger.stub.getPrivateData(collection, at);
  return bytes.length > 0 ? Buffer.from(bytes).toString('utf8') : undefined;
}

async function recordOf(ledger: Ledger, collection: string, vault: string): Promise<VaultRecord> {
  const text = await privateText(ledger, collection, recordKey(vault));
  if (!text) throw refuse('NOT_FOUND', { what: 'vault', id: vault }, 'vault');
  return JSON.parse(text) as VaultRecord;
}

/** Puts values in: endorsed by the host alone, with the values in transient data and nothing of them in public. */
async function store(ledger: Ledger, { vault }: VaultTransactions['vault:store']): Promise<Outcome> {
  checkTime(ledger.time, await ledger.get('clock/1', key.clock()), true);
  const { entity } = await atHost(ledger);
  const collection = collectionOf(entity.host);
  const { commandId, fields } = content(ledger.stub.getTransient().get('vault'));
  const before = await privateText(ledger, collection, doneKey(entity.id, commandId));
  if (before) throw refuse('COMMAND_REPEATED', { txId: before, function: 'vault:store' }, 'commandId');
  if ((await ledger.stub.getPrivateDataHash(collection, recordKey(vault))).length > 0) {
    throw refuse('VAULT_TAKEN', { vault }, 'vault');
  }
  const { operators } = await roster(ledger);
  const committee = operators.filter((operator) => operator.committee).map((operator) => operator.msp);
  const policy = hostAndTwo(entity.host, committee);
  const put = async (at: string, text: string) => {
    await ledger.stub.putPrivateData(collection, at, Buffer.from(text, 'utf8'));
    await ledger.stub.setPrivateDataValidationParameter(collection, at, policy);
  };
  for (const [field, salted] of Object.entries(fields)) await put(fieldKey(vault, field), entry(field, salted));
  const record: VaultRecord = {
    schema: 'vault/1',
    vault,
    entity: entity.id,
    commandId,
    fields: Object.keys(fields),
    time: ledger.time,
  };
  await put(recordKey(vault), canonical(record));
  await ledger.stub.putPrivateData(collection, doneKey(entity.id, commandId), Buffer.from(ledger.txId, 'utf8'));
  return { subject: vault };
}

/** Takes values out, for their own entity at its own host's peer. */
async function read(ledger: Ledger, { vault, fields }: VaultTransactions['vault:read']): Promise<unknown> {
  const { entity } = await atHost(ledger);
  const collection = collectionOf(entity.host);
  mayRead(await recordOf(ledger, collection, vault), entity.id);
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const text = await privateText(ledger, collection, fieldKey(vault, field));
    if (!text) throw refuse('NOT_FOUND', { what: 'field', id: `${vault}/${field}` }, 'fields');
    values[field] = opened(text);
  }
  return values;
}

/** On any peer: of some commitments, which the vault of a host bears out by the hashes that are public. */
async function check(ledger: Ledger, question: VaultTransactions['vault:check']): Promise<Record<string, boolean>> {
  const borne: Record<string, boolean> = {};
  for (const [field, commitment] of Object.entries(question.commitments)) {
    const hash = await ledger.stub.getPrivateDataHash(collectionOf(question.host), fieldKey(question.vault, field));
    borne[field] = `sha256:${Buffer.from(hash).toString('hex')}` === commitment;
  }
  return borne;
}

/** Sensitive values, in the implicit collection of their entity's host; public documents name only commitments. */
export const VaultContract = contractOf('vault', {
  store: answering(vaultTransactions['vault:store'], store),
  read: answering(vaultTransactions['vault:read'], read),
  check: answering(vaultTransactions['vault:check'], check),
});
