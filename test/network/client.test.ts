import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

describe('an unmodified fabric-gateway client', () => {
  const home = newHome();
  let network: RunningNetwork;
  let holder: Session;
  let registrar: Session;

  beforeAll(async () => {
    network = await startExercise(home);
    holder = signIn(network.connection, 'GroupMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
  });

  afterAll(async () => {
    holder.close();
    registrar.close();
    await network.stop();
    removeHome(home);
  });

  const evaluate = async (name: string, ...args: string[]): Promise<string> =>
    text(await holder.contract.evaluateTransaction(name, ...args));

  it('submits through its own operator, outside the committee, and reads its write everywhere', async () => {
    const { result, successful, code } = await submitFor(holder.contract, 'put', 'seen', 'by all');
    expect({ result, successful, code }).toEqual({ result: 'seen', successful: true, code: 0 });
    expect(await evaluate('get', 'seen')).toBe('by all');
    expect(text(await registrar.contract.evaluateTransaction('get', 'seen'))).toBe('by all');
  });

  it('is known to chaincode by its operator, entity and roles, on its own peer', async () => {
    const caller = JSON.parse(await evaluate('caller')) as Record<string, string>;
    expect(caller).toMatchObject({ mspId: 'GroupMSP', entity: 'huaxin', roles: 'holder', peer: 'GroupMSP' });
    expect(Math.abs(Date.now() - Date.parse(caller.time ?? ''))).toBeLessThan(10_000);
  });

  it('reads committed state within a transaction, not its own writes', async () => {
    expect((await submitFor(holder.contract, 'readOwnWrite', 'own', 'new')).result).toBe('');
  });

  it('gets ranges in byte order, composite keys, and what was deleted is gone', async () => {
    for (const key of ['r/b', 'r/a', 'r/\u{10000}', 'r/\uffee']) await submitFor(holder.contract, 'put', key, key);
    await submitFor(holder.contract, 'remove', 'r/b');
    const found = JSON.parse(await evaluate('range', 'r/', 'r0')) as { key: string }[];
    expect(found.map(({ key }) => key)).toEqual(['r/a', 'r/\uffee', 'r/\u{10000}']);
    await submitFor(holder.contract, 'putComposite', 'kind', 'one', 'x', '1');
    await submitFor(holder.contract, 'putComposite', 'kind', 'one', 'y', '2');
    await submitFor(holder.contract, 'putComposite', 'kind', 'other', 'z', '3');
    expect(JSON.parse(await evaluate('byComposite', 'kind', 'one'))).toEqual([
      ['one', 'x', '1'],
      ['one', 'y', '2'],
    ]);
  });

  it('pages through more results than a peer sends at once, each exactly once', async () => {
    await submitFor(holder.contract, 'manyWrites', '260');
    const all = JSON.parse(await evaluate('range', 'many/', 'many0')) as unknown[];
    expect(all).toHaveLength(260);
    const seen: string[] = [];
    for (let bookmark = ''; ; ) {
      const page = JSON.parse(await evaluate('page', 'many/', 'many0', '120', bookmark)) as {
        keys: string[];
        bookmark: string;
        fetchedRecordsCount: number;
      };
      expect(page.fetchedRecordsCount).toBe(page.keys.length);
      seen.push(...page.keys);
      bookmark = page.bookmark;
      if (bookmark === '') break;
    }
    expect(new Set(seen).size).toBe(260);
    expect(seen).toHaveLength(260);
  });

  it('sees a key’s history, newest first, with deletions', async () => {
    const first = await submitFor(holder.contract, 'put', 'story', 'begun');
    const second = await submitFor(holder.contract, 'put', 'story', 'told');
    const third = await submitFor(holder.contract, 'remove', 'story');
    expect(JSON.parse(await evaluate('history', 'story'))).toEqual([
      { txId: third.transactionId, value: '', isDelete: true },
      { txId: second.transactionId, value: 'told', isDelete: false },
      { txId: first.transactionId, value: 'begun', isDelete: false },
    ]);
  });

  it('passes transient data to chaincode and leaves it out of the block', async () => {
    const sent = await holder.contract.submitAsync('transient', { transientData: { secret: 'not in the block' } });
    expect(JSON.parse(text(sent.getResult()))).toEqual({ secret: 'not in the block' });
    const { blockNumber } = await sent.getStatus();
    const blocks = await holder.network.getBlockEvents({ startBlock: blockNumber });
    for await (const block of blocks) {
      const envelope = Buffer.from(block.getData()?.getDataList_asU8()[0] ?? []);
      // The result says it; the arguments and the proposal payload must not carry the transient map.
      expect(envelope.toString('latin1').split('not in the block')).toHaveLength(2);
      break;
    }
    blocks.close();
  });

  it('receives chaincode events, also from a block in the past', async () => {
    const live = await holder.network.getChaincodeEvents(network.connection.chaincode);
    const { transactionId, blockNumber } = await submitFor(registrar.contract, 'emit', 'Issued', 'number 1');
    for await (const event of live) {
      expect(event).toMatchObject({ eventName: 'Issued', transactionId, blockNumber });
      expect(text(event.payload)).toBe('number 1');
      break;
    }
    live.close();
    const replay = await holder.network.getChaincodeEvents(network.connection.chaincode, { startBlock: 0n });
    for await (const event of replay) {
      expect(event.transactionId).toBe(transactionId);
      break;
    }
    replay.close();
  });

  it('follows whole and filtered blocks from the first one on, and waits for the next', async () => {
    const blocks = await holder.network.getBlockEvents({ startBlock: 0n });
    const numbers: number[] = [];
    const last = (await submitFor(holder.contract, 'put', 'followed', 'yes')).blockNumber;
    for await (const block of blocks) {
      numbers.push(block.getHeader()?.getNumber() ?? -1);
      if (BigInt(numbers.length) > last) break;
    }
    blocks.close();
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const filtered = await holder.network.getFilteredBlockEvents({ startBlock: last });
    for await (const block of filtered) {
      expect(block.getFilteredTransactionsList()[0]?.getTxValidationCode()).toBe(0);
      break;
    }
    filtered.close();
  });

  it('learns why chaincode refused, and nothing was written', async () => {
    await expect(holder.contract.submitTransaction('refuse', 'RULE_7 not allowed')).rejects.toMatchObject({
      code: 10,
      details: [{ message: 'chaincode response 500, RULE_7 not allowed' }],
    });
    await expect(holder.contract.evaluateTransaction('refuse', 'no')).rejects.toMatchObject({ code: 2 });
    expect(await evaluate('get', 'refused')).toBe('');
  });

  it('is told when endorsers disagree, because each runs the chaincode itself', async () => {
    const failure = registrar.contract.submitTransaction('random', 'dice');
    await expect(failure).rejects.toMatchObject({ code: 10 });
    const details = await failure.catch((error: { details: { message: string }[] }) => error.details);
    expect(details).toContainEqual(expect.objectContaining({ message: 'ProposalResponsePayloads do not match' }));
  });

  it('reads the ledger through qscc', async () => {
    const qscc = holder.network.getContract('qscc');
    const channel = network.connection.channel;
    const sent = await submitFor(holder.contract, 'put', 'asked', 'qscc');
    for (const [name, argument] of [
      ['GetBlockByNumber', String(sent.blockNumber)],
      ['GetBlockByTxID', sent.transactionId],
      ['GetTransactionByID', sent.transactionId],
    ] as const) {
      expect((await qscc.evaluateTransaction(name, channel, argument)).length).toBeGreaterThan(100);
    }
    expect((await qscc.evaluateTransaction('GetChainInfo', channel)).length).toBeGreaterThan(60);
    await expect(qscc.evaluateTransaction('GetBlockByNumber', channel, '99999')).rejects.toMatchObject({
      details: [{ message: expect.stringContaining('no such block number [99999] in index') }],
    });
  });
});
