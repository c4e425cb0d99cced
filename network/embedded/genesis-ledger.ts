import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperatorMaterial } from '../identity/material.ts';
import type { Topology } from '../topology.ts';
import { type Configuration, configurationOfBlock } from './channel/configuration.ts';
import { genesisBlock } from './channel/genesis.ts';
import { readTransaction } from './committer/check.ts';
import { serializeIdentity } from './msp/identity.ts';
import { headerHash } from './orderer/block.ts';
import { appendWrites, Chain, LedgerDamagedError, type Tip } from './storage/chain.ts';
import type { Store } from './storage/store.ts';
import { asBuffer } from './wire/bytes.ts';

/** Writes block 0, unless the ledger has begun. */
const begin = async (
  store: Store,
  topology: Topology,
  material: readonly OperatorMaterial[],
  ports: Readonly<Record<string, number>>,
): Promise<void> => {
  const [first] = material;
  if (!first) throw new Error('a network needs an operator');
  const portOf = (name: string): number => ports[name] ?? 0;
  const block = genesisBlock(
    topology,
    material.map(({ plan, authority, tlsAuthority }) => ({
      mspId: plan.mspId,
      name: plan.name,
      committee: plan.committee,
      port: portOf(plan.name),
      root: authority.certificate,
      tlsRoot: tlsAuthority.certificate,
      revocationLists: [],
    })),
    { mspId: first.plan.mspId, port: portOf(first.plan.name), tlsCertificate: first.tls.certificate },
  );
  const header = {
    number: 0,
    previousHash: new Uint8Array(),
    dataHash: block.getHeader()?.getDataHash_asU8() ?? new Uint8Array(),
  };
  const tip: Tip = {
    height: 1,
    hash: headerHash(header),
    previousHash: Buffer.alloc(0),
    commitHash: undefined,
    lastConfig: 0,
  };
  const envelope = asBuffer(block.getData()?.getDataList_asU8()[0] ?? new Uint8Array());
  const txId = readTransaction(envelope).header?.txId ?? '';
  await store.batch([...appendWrites(block.serializeBinary(), tip, [{ txId, block: 0, index: 0, code: 0 }])], {
    sync: true,
  });
};

/** @throws when the ledger was begun with other operators, or with other authorities of theirs */
const checkBelongs = (configuration: Configuration, material: readonly OperatorMaterial[]): void => {
  const { members } = configuration;
  const strangers = material.filter(({ plan, peer }) => {
    if (!members.msps.has(plan.mspId)) return true;
    return members.member(serializeIdentity(plan.mspId, peer.certificate)).refusal !== undefined;
  });
  const missing = [...members.msps.keys()].filter((mspId) => !material.some(({ plan }) => plan.mspId === mspId));
  if (strangers.length === 0 && missing.length === 0) return;
  const names = [...strangers.map(({ plan }) => plan.mspId), ...missing].join(', ');
  throw new Error(
    `the ledger in this home was begun with another topology or other certificates (${names}): ` +
      'put those back, or choose another SUYUAN_HOME',
  );
};

/** A ledger ready to go on: its end, and the configuration in force with the block that carries it. */
export const openLedger = async (
  store: Store,
  topology: Topology,
  material: readonly OperatorMaterial[],
  ports: Readonly<Record<string, number>>,
) => {
  const chain = new Chain(store);
  if (!chain.tip()) await begin(store, topology, material, ports);
  const tip = chain.tip();
  const configBlock = tip && chain.block(tip.lastConfig);
  if (!tip || !configBlock) throw new LedgerDamagedError('its configuration block is missing');
  const configuration = configurationOfBlock(configBlock);
  checkBelongs(configuration, material);
  return { chain, tip, configBlock, configuration };
};

/** A person's certificate and key. */
export const personMaterial = (material: OperatorMaterial, name: string): { certificate: string; key: string } => {
  const place = join(material.folder.people, name);
  return {
    certificate: readFileSync(join(place, 'certificate.pem'), 'utf8'),
    key: readFileSync(join(place, 'key.pem'), 'utf8'),
  };
};
