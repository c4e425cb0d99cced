import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProposalOptions } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTransaction } from '../../network/embedded/committer/check.ts';
import { readAction, readNamespaces } from '../../network/embedded/proposal/transaction.ts';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const sha256 = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');
const vault = '_implicit_org_GroupMSP';
const codes = peer.TxValidationCode;

describe('private data', () => {
  const home = newHome();
  let network: RunningNetwork;
  let group: Session;
  let registrar: Session;

  beforeAll(async () => {
    network = await startExercise(home);
    group = signIn(network.connection, 'GroupMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
  });

  afterAll(async () => {
    group.close();
    registrar.close();
    await network.stop();
    removeHome(home);
  });

  const send = async (session: Session, name: string, options: ProposalOptions) => {
    const sent = await session.contract.submitAsync(name, options);
    return { result: text(sent.getResult()), ...(await sent.getStatus()) };
  };

  /** Puts a value into the group's vault, as the platform does: through its own peer, endorsed by it alone. */
  const store = (key: string, value: string) =>
    send(group, 'putPrivate', {
      arguments: [vault, key],
      transientData: { value },
      endorsingOrganizations: ['GroupMSP'],
    });

  const ask = async (session: Session, name: string, ...args: string[]): Promise<string> =>
    text(await session.contract.evaluateTransaction(name, ...args));

  const block = async (number: bigint): Promise<common.Block> =>
    common.Block.deserializeBinary(
      await group.network
        .getContract('qscc')
        .evaluateTransaction('GetBlockByNumber', network.connection.channel, String(number)),
    );

  const namespacesOf = (source: common.Block) => {
    const [envelope] = source.getData()?.getDataList_asU8() ?? [];
    const { header, data } = readTransaction(Buffer.from(envelope ?? []));
    const [action] = peer.Transaction.deserializeBinary(data).getActionsList();
    if (!header || !action) throw new Error('no transaction');
    return readNamespaces(readAction(header, action).chaincodeAction.getResults_asU8());
  };

  it('is read at its operator’s peer alone; its hash everywhere', async () => {
    expect((await store('one', 'secret')).successful).toBe(true);
    expect(await ask(group, 'getPrivate', vault, 'one')).toBe('secret');
    await expect(ask(registrar, 'getPrivate', vault, 'one')).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/private data matching public hash version is not available/) }],
    });
    for (const session of [group, registrar]) {
      expect(await ask(session, 'privateHash', vault, 'one')).toBe(sha256('secret'));
    }
  });

  it('lets any client read an implicit collection through its operator’s peer', async () => {
    await store('open', 'to those who ask there');
    const read = await registrar.contract.evaluate('getPrivate', {
      arguments: [vault, 'open'],
      endorsingOrganizations: ['GroupMSP'],
    });
    expect(text(read)).toBe('to those who ask there');
  });

  it('leaves hashes and versions in the block, and no value', async () => {
    const { blockNumber } = await store('hashed', 'never in a block');
    const written = await block(blockNumber);
    expect(Buffer.from(written.serializeBinary()).includes('never in a block')).toBe(false);
    const [collection] = namespacesOf(written).find(({ namespace }) => namespace === 'suyuan')?.collections ?? [];
    expect(collection?.collection).toBe(vault);
    const [write] = collection?.set.getHashedWritesList() ?? [];
    expect(Buffer.from(write?.getKeyHash_asU8() ?? []).toString('hex')).toBe(sha256('hashed'));
    expect(Buffer.from(write?.getValueHash_asU8() ?? []).toString('hex')).toBe(sha256('never in a block'));
    expect(collection?.privateHash).toHaveLength(32);
  });

  it('reads the whole definition in a private transaction, as a real peer does', async () => {
    const { blockNumber } = await store('reads', 'x');
    const lifecycle = namespacesOf(await block(blockNumber)).find(({ namespace }) => namespace === '_lifecycle');
    expect(lifecycle?.set.getReadsList().map((read) => read.getKey())).toEqual([
      ...['Collections', 'EndorsementInfo', 'Sequence', 'ValidationInfo'].map((f) => `namespaces/fields/suyuan/${f}`),
      'namespaces/metadata/suyuan',
    ]);
  });

  it('commits an implicit collection with its operator’s endorsement alone, and no other’s', async () => {
    const stranger = await send(registrar, 'putPrivate', {
      arguments: [vault, 'planted'],
      transientData: { value: 'x' },
      endorsingOrganizations: ['RegistrarMSP', 'ExchangeMSP'],
    });
    expect(stranger.code).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    const owner = await send(registrar, 'putPrivate', {
      arguments: [vault, 'delivered'],
      transientData: { value: 'by another' },
      endorsingOrganizations: ['GroupMSP'],
    });
    expect(owner.successful).toBe(true);
    expect(await ask(group, 'getPrivate', vault, 'delivered')).toBe('by another');
  });

  it('finds the operator’s peer by itself, after the local one has looked', async () => {
    const own = await send(group, 'putPrivate', { arguments: [vault, 'found'], transientData: { value: 'x' } });
    expect(own).toMatchObject({ successful: true });
  });

  it('refuses to send transient data to who may not have it', async () => {
    await expect(
      send(group, 'putBoth', { arguments: [vault, 'mixed'], transientData: { value: 'x' } }),
    ).rejects.toMatchObject({
      code: 9,
      details: expect.anything(),
      message: expect.stringMatching(
        /not in the distribution policy of the private data collection\(s\): \[_implicit_org_GroupMSP\]; retry specifying trusted/,
      ),
    });
  });

  it('conflicts over hashes: one of two who read the same version wins', async () => {
    await store('contended', 'first');
    const copies = await Promise.all(
      ['a', 'b'].map((to) =>
        group.contract
          .newProposal('copyPrivate', {
            arguments: [vault, 'contended', `contended/${to}`],
            endorsingOrganizations: ['GroupMSP'],
          })
          .endorse(),
      ),
    );
    await store('contended', 'second');
    for (const copy of copies) {
      expect((await (await copy.submit()).getStatus()).code).toBe(codes.MVCC_READ_CONFLICT);
    }
    const note = await group.contract
      .newProposal('notePrivateHash', { arguments: [vault, 'contended', 'noted'] })
      .endorse();
    await store('contended', 'third');
    expect((await (await note.submit()).getStatus()).code).toBe(codes.MVCC_READ_CONFLICT);
  });

  it('answers a range of values, in a transaction that writes nothing', async () => {
    for (const key of ['range/b', 'range/a', 'range/c']) await store(key, key);
    const found = JSON.parse(await ask(group, 'privateRange', vault, 'range/', 'range0')) as { key: string }[];
    expect(found.map(({ key }) => key)).toEqual(['range/a', 'range/b', 'range/c']);
    expect(JSON.parse(await ask(registrar, 'privateRange', vault, 'range/', 'range0'))).toEqual([]);
  });

  it('is refused in a collection that nobody defined', async () => {
    await expect(ask(group, 'getPrivate', 'nowhere', 'x')).rejects.toMatchObject({
      details: [
        {
          message: expect.stringMatching(/GET_STATE failed: .* collection suyuan\/suyuan\/nowhere could not be found/),
        },
      ],
    });
    await expect(ask(group, 'privateHash', '_implicit_org_NobodyMSP', 'x')).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/not defined in the collection config for chaincode \[suyuan\]/) }],
    });
  });

  it('is deleted with its hash; a purge also takes it from the disk', async () => {
    const value = `to be purged ${'z'.repeat(64)} quite`;
    await store('purged', value);
    await store('deleted', 'gone');
    for (const [name, key] of [
      ['removePrivate', 'deleted'],
      ['purgePrivate', 'purged'],
    ] as const) {
      const done = await send(group, name, { arguments: [vault, key], endorsingOrganizations: ['GroupMSP'] });
      expect(done.successful).toBe(true);
      expect(await ask(group, 'getPrivate', vault, key)).toBe('');
      expect(await ask(registrar, 'privateHash', vault, key)).toBe('');
    }
    const onDisk = () =>
      readdirSync(network.home.ledger).some((file) => readFileSync(join(network.home.ledger, file)).includes(value));
    await expect.poll(onDisk, { timeout: 5000 }).toBe(false);
  });

  it('is there after a restart, with all that was endorsed before it', async () => {
    await store('kept', 'through a restart');
    const held = await group.contract
      .newProposal('putPrivate', {
        arguments: [vault, 'held'],
        transientData: { value: 'endorsed before the kill' },
        endorsingOrganizations: ['GroupMSP'],
      })
      .endorse();
    await network.kill();
    group.close();
    registrar.close();
    network = await startExercise(home);
    group = signIn(network.connection, 'GroupMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
    expect(await ask(group, 'getPrivate', vault, 'kept')).toBe('through a restart');
    const signed = group.gateway.newTransaction(held.getBytes());
    expect((await (await signed.submit()).getStatus()).successful).toBe(true);
    expect(await ask(group, 'getPrivate', vault, 'held')).toBe('endorsed before the kill');
    expect((await submitFor(group.contract, 'put', 'after', 'restart')).successful).toBe(true);
  });
});
