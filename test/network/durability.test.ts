import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { common } from '@hyperledger/fabric-protos';
import { afterAll, describe, expect, it } from 'vitest';
import { Identity } from '../../network/embedded/msp/identity.ts';
import { dataHash, headerBytes, headerHash } from '../../network/embedded/orderer/block.ts';
import { Chain } from '../../network/embedded/storage/chain.ts';
import { privateNamespace, privateSpace } from '../../network/embedded/storage/keys.ts';
import { HashReader } from '../../network/embedded/storage/private.ts';
import { StateReader } from '../../network/embedded/storage/state.ts';
import { openStore } from '../../network/embedded/storage/store.ts';
import { sha256 } from '../../network/embedded/wire/bytes.ts';
import { homeAt } from '../../network/home.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const header = (block: common.Block) => ({
  number: block.getHeader()?.getNumber() ?? -1,
  previousHash: block.getHeader()?.getPreviousHash_asU8() ?? new Uint8Array(),
  dataHash: block.getHeader()?.getDataHash_asU8() ?? new Uint8Array(),
});

/** Checks what any client could check of the chain, and counts its blocks. */
const auditChain = (chain: Chain): number => {
  let previous = Buffer.alloc(0);
  for (let number = 0; ; number += 1) {
    const bytes = chain.block(number);
    if (!bytes) return number;
    const block = common.Block.deserializeBinary(bytes);
    const parts = header(block);
    expect(parts.number).toBe(number);
    expect(Buffer.from(parts.previousHash)).toEqual(previous);
    expect(Buffer.from(parts.dataHash)).toEqual(dataHash(block.getData()?.getDataList_asU8() ?? []));
    previous = headerHash(parts) as Buffer<ArrayBuffer>;
    if (number > 0) expect(signedByOrderer(block)).toBe(true);
  }
};

const signedByOrderer = (block: common.Block): boolean => {
  const [first] = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const metadata = common.Metadata.deserializeBinary(first ?? new Uint8Array());
  const [signature] = metadata.getSignaturesList();
  if (!signature) return false;
  const signatureHeader = signature.getSignatureHeader_asU8();
  const signer = new Identity(common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8());
  const message = Buffer.concat([metadata.getValue_asU8(), signatureHeader, headerBytes(header(block))]);
  return signer.organizationalUnits.includes('orderer') && signer.verify(message, signature.getSignature_asU8());
};

describe('the ledger on the disk', () => {
  const home = newHome();
  const keys: string[] = [];
  afterAll(() => removeHome(home));

  it('keeps every acknowledged transaction through kills under load, and chains unbroken', {
    timeout: 120_000,
  }, async () => {
    const acknowledged = new Map<string, { key: string; block: bigint }>();
    let count = 0;
    for (let round = 0; round < 4; round += 1) {
      const network = await startExercise(home);
      const session = signIn(network.connection, 'RegistrarMSP');
      let killed = false;
      const client = async (): Promise<void> => {
        while (!killed) {
          count += 1;
          const key = `durable/${count}`;
          try {
            const { transactionId, blockNumber, successful } = await submitFor(session.contract, 'put', key, key);
            if (successful) acknowledged.set(transactionId, { key, block: blockNumber });
          } catch {
            // Not acknowledged: it may or may not be there.
          }
        }
      };
      const clients = Array.from({ length: 8 }, client);
      const enough = acknowledged.size + 15;
      while (acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 5 + round));
      await network.kill();
      killed = true;
      await Promise.all(clients);
      session.close();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(60);
    const store = await openStore(homeAt(home).ledger);
    const chain = new Chain(store);
    const state = new StateReader(store);
    expect(auditChain(chain)).toBe(chain.tip()?.height);
    for (const [txId, { key, block }] of acknowledged) {
      expect(chain.transaction(txId)).toMatchObject({ block: Number(block), code: 0 });
      expect(state.get('suyuan', key)?.value.toString()).toBe(key);
      keys.push(key);
    }
    await store.close();
  });

  it('keeps private values with their hashes through kills under load, and no others', {
    timeout: 120_000,
  }, async () => {
    const vault = '_implicit_org_GroupMSP';
    const acknowledged: string[] = [];
    let count = 0;
    for (let round = 0; round < 2; round += 1) {
      const network = await startExercise(home);
      const session = signIn(network.connection, 'GroupMSP');
      let killed = false;
      const client = async (): Promise<void> => {
        while (!killed) {
          count += 1;
          const key = `private/${count}`;
          const options = {
            arguments: [vault, key],
            transientData: { value: key },
            endorsingOrganizations: ['GroupMSP'],
          };
          try {
            const sent = await session.contract.submitAsync('putPrivate', options);
            if ((await sent.getStatus()).successful) acknowledged.push(key);
          } catch {
            // Not acknowledged: it may or may not be there.
          }
        }
      };
      const clients = Array.from({ length: 6 }, client);
      const enough = acknowledged.length + 20;
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 5 + round));
      await network.kill();
      killed = true;
      await Promise.all(clients);
      session.close();
    }
    const store = await openStore(homeAt(home).ledger);
    const values = new StateReader(store, undefined, privateSpace('GroupMSP'));
    const hashes = new HashReader(store);
    for (let number = 1; number <= count; number += 1) {
      const key = `private/${number}`;
      const value = values.get(privateNamespace('suyuan', vault), key);
      const hashed = hashes.get('suyuan', vault, sha256(Buffer.from(key)));
      expect(value?.version).toEqual(hashed?.version);
      if (acknowledged.includes(key)) expect(value?.value.toString()).toBe(key);
    }
    for (const stranger of ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP']) {
      const strange = new StateReader(store, undefined, privateSpace(stranger));
      expect((await strange.range(privateNamespace('suyuan', vault), '', '').next()).done).toBe(true);
    }
    await store.close();
  });

  it('is refused to a second process, which says who has it', async () => {
    const network = await startExercise(home);
    await expect(startExercise(home)).rejects.toThrow(new RegExp(`already runs in ${home}: process ${network.pid}`));
    const session: Session = signIn(network.connection, 'RegistrarMSP');
    for (const key of keys.slice(0, 5)) {
      expect(text(await session.contract.evaluateTransaction('get', key))).toBe(key);
    }
    session.close();
    await network.stop();
  });

  it('is refused to certificates that are not its own, which says what to do', async () => {
    const operators = homeAt(home).operators;
    renameSync(operators, `${operators}.kept`);
    await expect(startExercise(home)).rejects.toThrow(
      /begun with another topology or other certificates \(RegistrarMSP/,
    );
    rmSync(operators, { recursive: true });
    renameSync(`${operators}.kept`, operators);
  });

  it('lets several homes run side by side, each with its own ports and authorities', async () => {
    const other = newHome();
    mkdirSync(other, { recursive: true });
    const [left, right] = [await startExercise(home), await startExercise(other)];
    const ports = (connection: typeof left.connection) => connection.operators.map(({ peer }) => peer);
    expect(ports(left.connection).some((peer) => ports(right.connection).includes(peer))).toBe(false);
    await Promise.all([left.stop(), right.stop()]);
    expect(await left.ended).toBe(0);
    removeHome(other);
  });
});
