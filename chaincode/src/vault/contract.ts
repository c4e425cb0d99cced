import {
  type Commands,
  canonical,
  digest,
  type Outcome,
  type PrivateTransactions,
  privateQueries,
  privateTransactions,
  type Queries,
  refuse,
  type VaultContent,
  type VaultRecord,
} from '@suyuan/schemas';
import { type Member, needRole } from '../access/caller.ts';
import { checkTime } from '../access/clock.ts';
import { key } from '../ledger/keys.ts';
import { answering, contract, type Decision, type Ledger } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { pinned } from '../registration/setting.ts';
import {
  collectionOf,
  digestAt,
  digestsOf,
  fieldKey,
  privateText,
  readable,
  recordKey,
  valuesHere,
} from './collection.ts';
import { guard } from './naming.ts';
import { content, entry } from './rules/content.ts';
import { mustBear } from './rules/naming.ts';
import { hold, lift, open, openedOf } from './rules/opening.ts';
import { mustBeAbsent, type Presence, purge } from './rules/purge.ts';

const doneKey = (entity: string, commandId: string) => `cmd/${entity}/${commandId}`;

/**
 * A client of any operator can write into an implicit collection: what may be put there, and by whom, is checked here.
 * Every key is guarded by host and two of the committee, and used once.
 */
async function put(ledger: Ledger, vault: string, member: Member, { commandId, fields }: VaultContent): Promise<void> {
  const host = ledger.stub.getMspID();
  const collection = collectionOf(host);
  const policy = await guard(ledger, host);
  const write = async (at: string, text: string) => {
    await ledger.stub.putPrivateData(collection, at, Buffer.from(text, 'utf8'));
    await ledger.stub.setPrivateDataValidationParameter(collection, at, policy);
  };
  for (const [field, salted] of Object.entries(fields)) await write(fieldKey(vault, field), entry(field, salted));
  const record: VaultRecord = {
    schema: 'vault/1',
    vault,
    entity: member.entity.id,
    commandId,
    fields: Object.keys(fields),
    time: ledger.time,
  };
  await write(recordKey(vault), canonical(record));
  const done = doneKey(member.entity.id, commandId);
  await ledger.stub.putPrivateData(collection, done, Buffer.from(ledger.txId, 'utf8'));
}

/** Time, repeat and fresh id, as for every command; the mark of a repeat stays inside the collection. */
async function begin(ledger: Ledger, name: string, vault: string, member: Member): Promise<VaultContent> {
  checkTime(ledger.time, await ledger.get('clock/1', key.clock()), true);
  const given = content(ledger.stub.getTransient().get('vault'));
  const before = await privateText(ledger, doneKey(member.entity.id, given.commandId));
  if (before) throw refuse('COMMAND_REPEATED', { txId: before, function: name }, 'commandId');
  const taken = await digestAt(ledger, ledger.stub.getMspID(), recordKey(vault));
  if (taken) throw refuse('VAULT_TAKEN', { vault }, 'vault');
  return given;
}

/** Puts values in: endorsed by the host alone, with the values in transient data and nothing of them in public. */
async function store(ledger: Ledger, { vault }: PrivateTransactions['vault:store']): Promise<Outcome> {
  const member = await ledger.member();
  const { id: entity, host } = member.entity;
  if (ledger.stub.getMspID() !== host) throw refuse('VAULT_ELSEWHERE', { entity, host }, 'vault');
  await put(ledger, vault, member, await begin(ledger, 'vault:store', vault, member));
  return { subject: vault };
}

/**
 * Brings the values to the host of an entity to whom the ledger says that they were opened: endorsed by that host alone.
 * They are taken only when they are what the ledger is committed to.
 */
async function deliver(ledger: Ledger, { vault, to }: PrivateTransactions['vault:deliver']): Promise<Outcome> {
  const member = await ledger.member();
  const named = await ledger.need('named-vault/1', key.namedVault(vault), 'vault');
  if (named.entity !== member.entity.id) throw refuse('VAULT_OWNER', { vault }, 'vault');
  const opening = await ledger.get('opening/1', key.opening(vault, to));
  if (!opening) throw refuse('VAULT_UNOPENED', { vault, entity: to }, 'to');
  const host = ledger.stub.getMspID();
  if (opening.toHost !== host) throw refuse('VAULT_ELSEWHERE', { entity: to, host: opening.toHost }, 'to');
  const given = await begin(ledger, 'vault:deliver', vault, member);
  const brought = Object.entries(given.fields).map(([field, salted]) => [
    field,
    { digest: digest(entry(field, salted)), guarded: true },
  ]);
  const due = openedOf(named, opening);
  mustBear({ id: vault, host }, due, Object.fromEntries(brought));
  const fields = Object.fromEntries(Object.entries(given.fields).filter(([field]) => field in due));
  await put(ledger, vault, member, { ...given, fields });
  return { subject: vault };
}

async function purged(ledger: Ledger, command: Commands['vault:purge']): Promise<Decision> {
  const member = await ledger.member();
  const { vault, host, record, reason } = command;
  if (record.vault !== vault || (await digestAt(ledger, host, recordKey(vault))) !== digest(canonical(record))) {
    throw refuse('VAULT_RECORD', { vault, host }, 'record');
  }
  const named = await ledger.get('named-vault/1', key.namedVault(vault));
  const asset = named ? await ledger.get('asset/1', key.asset(named.asset)) : undefined;
  const erasure = purge(
    {
      host,
      record,
      named,
      asset,
      found: named?.case ? await ledger.get('case/1', key.case(named.case)) : undefined,
      openCase: asset?.openCase ? await ledger.get('case/1', key.case(asset.openCase)) : undefined,
      profile: named ? await pinned(ledger, named.profile) : undefined,
      legalHold: await ledger.get('legal-hold/1', key.legalHold(vault)),
    },
    member.actor,
    reason,
    ledger,
  );
  const collection = collectionOf(host);
  for (const field of record.fields) await ledger.stub.purgePrivateData(collection, fieldKey(vault, field));
  await ledger.stub.purgePrivateData(collection, recordKey(vault));
  return { documents: [erasure], outcome: { subject: vault, state: 'erased' } };
}

/** Of each field, and of the record, whether anything is left of it in a host's collection. */
async function presence(ledger: Ledger, { vault, host, fields }: Queries['vault:presence']) {
  const digests = await digestsOf(ledger, { id: vault, host }, fields);
  const state = (digest: string | undefined): Presence => (digest ? 'present' : 'absent');
  return {
    vault,
    host,
    record: state(await digestAt(ledger, host, recordKey(vault))),
    fields: Object.fromEntries(Object.entries(digests).map(([field, digest]) => [field, state(digest)])),
  };
}

/** An operator speaks of its peer by its gateway or its administrator. */
async function operator(ledger: Ledger): Promise<string> {
  const { msp, gateway, admin } = ledger.signer;
  const { operators } = await roster(ledger);
  if (!gateway && !admin) throw refuse('CALLER_NOT_ADMIN');
  if (!operators.some((one) => one.msp === msp)) throw refuse('OPERATOR_UNKNOWN', { msp });
  return msp;
}

/** An operator states, by its gateway or administrator, that its peer has nothing left; every endorser looks too. */
async function attest(ledger: Ledger, { vault, host }: Commands['vault:attest']): Promise<Decision> {
  const msp = await operator(ledger);
  const erasure = await ledger.need('erasure/1', key.erasure(vault, host), 'vault');
  const { record, fields } = await presence(ledger, { vault, host, fields: erasure.fields });
  mustBeAbsent(erasure, { record, ...fields });
  const { actor: by, time } = ledger;
  return {
    documents: [{ schema: 'absence/1', vault, host, msp, by, time }],
    outcome: { subject: vault, state: 'absent' },
  };
}

async function keeper(ledger: Ledger, vault: string) {
  const member = await ledger.member();
  needRole(member, 'regulator', 'arbiter');
  await ledger.need('named-vault/1', key.namedVault(vault), 'vault');
  return { by: member.actor, before: await ledger.get('legal-hold/1', key.legalHold(vault)) };
}

/** Sensitive values, in the implicit collection of their entity's host; public documents name only commitments. */
export const VaultContract = contract(
  'vault',
  {
    'vault:open': async (ledger, { vault, to, ground, fields, reason }) => {
      const member = await ledger.member();
      const named = await ledger.need('named-vault/1', key.namedVault(vault), 'vault');
      const grant = {
        to: await ledger.get('entity/1', key.entity(to)),
        toId: to,
        ground,
        fields,
        reason,
        before: await ledger.get('opening/1', key.opening(vault, to)),
        byRegulator: member.roles.has('regulator'),
      };
      const opening = open(named, grant, member.actor, ledger.time);
      return { documents: [opening], outcome: { subject: vault, state: 'open' } };
    },
    'vault:hold': async (ledger, { vault, reason }) => {
      const { by, before } = await keeper(ledger, vault);
      const document = hold(vault, before, by, reason, ledger.time);
      return { documents: [document], outcome: { subject: vault, state: document.state } };
    },
    'vault:lift': async (ledger, { vault, reason }) => {
      const { by, before } = await keeper(ledger, vault);
      const document = lift(vault, before, by, reason, ledger.time);
      return { documents: [document], outcome: { subject: vault, state: document.state } };
    },
    'vault:purge': purged,
    'vault:attest': attest,
  },
  {
    'vault:check': async (ledger, { vault, host, commitments }) => {
      const digests = await digestsOf(ledger, { id: vault, host }, Object.keys(commitments));
      return Object.fromEntries(Object.entries(commitments).map(([field, said]) => [field, digests[field] === said]));
    },
    'vault:named': (ledger, { vault }) => ledger.need('named-vault/1', key.namedVault(vault), 'vault'),
    'vault:opening': (ledger, { vault, to }) => ledger.need('opening/1', key.opening(vault, to), 'to'),
    'vault:presence': presence,
    'vault:erasure': (ledger, { vault, host }) => ledger.need('erasure/1', key.erasure(vault, host), 'vault'),
  },
  {
    'vault:store': answering(privateTransactions['vault:store'], store),
    'vault:deliver': answering(privateTransactions['vault:deliver'], deliver),
    'vault:read': answering(privateQueries['vault:read'], async (ledger, question) =>
      valuesHere(ledger, await ledger.member(), question),
    ),
    'vault:record': answering(privateQueries['vault:record'], async (ledger, { vault }) =>
      readable(ledger, await ledger.member(), vault),
    ),
  },
);
