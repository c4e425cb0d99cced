import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandName, type Documents, leafNumber, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { followLeaves } from '../../gateway/src/leaves/index.ts';
import { connectLedger, readConnection } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { LeafStore, openDatabase } from '../../gateway/src/store/index.ts';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { madeBatch } from '../support/batches.ts';
import { releaseText } from '../support/builders.ts';
import { heightOf } from '../support/chain.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { temporaryHome } from '../support/platform.ts';
import { attested, publicised, sealedAfter } from '../support/sealing.ts';

let network: TestNetwork;
const made = madeBatch('huaxin', 400, 'journey');
let on = { case: '', batch: '' };
let seal: NonNullable<Documents['batch/1']['seal']>;

const act = async (person: string, name: CommandName, command: object, msp?: string) => {
  const outcome = await network.as(person, msp).submit(name, { commandId: commandId(), ...command });
  await abreast(network);
  return outcome;
};

const refusal = (person: string, name: CommandName, command: object, msp?: string) =>
  act(person, name, command, msp).then(
    () => `${name} was accepted`,
    (error: unknown) => (error instanceof Refusal ? error.body.code : error),
  );

const leafOf = (index: number) => ({
  batch: on.batch,
  index,
  line: made.lines[index],
  path: made.proof(index).path,
});

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  const { clocks } = demoProfile();
  await adoptProfile(new Recorder(network), { clocks: { ...clocks, appeal: { ...clocks.appeal, amount: 1 } } });
}, 120_000);
afterAll(() => network.stop());

describe('a batch on the ledger', () => {
  it('has its lines pre-checked by the rules that judge an asset alone', async () => {
    const [first, second] = made.lines as [(typeof made.lines)[0], (typeof made.lines)[0]];
    const core = { ...second, asset: { ...second.asset, grade: 'core' as const } };
    const question = { profile: PROFILE, registrar: 'registry', applicant: 'huaxin', lines: [first, core] };
    expect(await network.as('li-holder').evaluate('batch:precheck', question)).toMatchObject([
      { line: 1, findings: [{ code: 'RULE_CORE', field: 'asset.grade' }], duplicates: [] },
    ]);
  });

  it('loses one leaf to an objection and is sealed with the others', async () => {
    on = await publicised(act, made, PROFILE);
    const objection = { case: on.case, ground: 'content', statement: '与我方数据重复', evidence: [] };
    expect(await refusal('xu-analyst', 'registration:object', objection)).toBe('OBJECTION_LEAF');
    const forged = { ...made.proof(7), leaf: made.proof(8).leaf };
    expect(await refusal('xu-analyst', 'registration:object', { ...objection, leaf: forged })).toBe('LEAF_PROOF');
    await act('xu-analyst', 'registration:object', { ...objection, leaf: made.proof(7) });
    const decision = { case: on.case, objection: 1, uphold: true, reason: '成立' };
    await act('zhou-reviewer', 'registration:decideObjection', decision);
    expect(await refusal('wu-issuer', 'registration:issue', { case: on.case })).toBe('DEADLINE_AHEAD');
    expect(await sealedAfter(act, on.case, 2500)).toMatchObject({ state: 'issued', batch: on.batch });
    const batch = (await network.as('li-holder').evaluate('batch:read', { batch: on.batch })) as Documents['batch/1'];
    expect(batch).toMatchObject({ state: 'sealed', excluded: [7], text: { count: 400 } });
    if (batch.seal) seal = batch.seal;
  });

  it('is in force when two operators hold the file', async () => {
    expect(await refusal('li-holder', 'leaf:materialise', leafOf(5))).toBe('BATCH_STATE');
    expect(await attested(act, on.batch, made)).toEqual(['sealed', 'active']);
    const again = { batch: on.batch, file: made.text.file.sha256, root: made.text.root };
    expect(await refusal('admin', 'batch:attest', again, 'GroupMSP')).toBe('CUSTODY_REPEATED');
  });

  it('has a leaf used once, which then is as any other asset', async () => {
    expect(await refusal('li-holder', 'leaf:materialise', leafOf(7))).toBe('LEAF_STATE');
    expect(await refusal('li-holder', 'leaf:materialise', { ...leafOf(5), index: 6 })).toBe('LEAF_PROOF');
    const command = { commandId: commandId(), ...leafOf(5) };
    const used = await act('li-holder', 'leaf:materialise', command);
    expect(used).toMatchObject({ state: 'materialised', certificate: leafNumber(seal.numbers, 5) });
    expect(await refusal('li-holder', 'leaf:materialise', command)).toBe('COMMAND_REPEATED');
    expect(await refusal('xu-analyst', 'leaf:materialise', leafOf(5))).toBe('LEAF_STATE');
    const published = await act('li-holder', 'asset:publish', {
      asset: used.asset,
      release: releaseText('next', {
        inputs: [{ release: used.release ?? '' }],
        run: { job: { namespace: 'huaxin', name: 'next' }, kind: 'clean', evidence: [] },
      }),
    });
    const edge = { from: used.release, to: published.release };
    expect(await network.as('li-holder').evaluate('lineage:read', edge)).toMatchObject({ state: 'confirmed' });
    const reason = { certificate: used.certificate, reason: '核查' };
    expect(await act('wu-issuer', 'certificate:suspend', reason)).toMatchObject({ state: 'suspended' });
  });

  it('has a leaf revoked alone', async () => {
    const said = { batch: on.batch, index: 9, reason: '来源不实' };
    expect(await refusal('li-holder', 'leaf:revoke', said)).toBe('CALLER_ROLE');
    expect(await act('wu-issuer', 'leaf:revoke', said)).toMatchObject({ state: 'revoked' });
    expect(await refusal('li-holder', 'leaf:materialise', leafOf(9))).toBe('LEAF_STATE');
    expect(await act('li-holder', 'leaf:materialise', leafOf(10))).toMatchObject({ state: 'materialised' });
  });

  it('has the revocation of a leaf appealed, and the leaf used once that is allowed', async () => {
    const said = { batch: on.batch, index: 11, reason: '来源不实' };
    const { measure = '' } = await act('wu-issuer', 'leaf:revoke', said);
    const grounds = { measure, grounds: '来源真实' };
    expect(await refusal('xu-analyst', 'measure:appeal', grounds)).toBe('MEASURE_PARTY');
    expect(await act('li-holder', 'measure:appeal', grounds)).toMatchObject({ state: 'appealed' });
    const allow = { measure, allow: true, reason: '证据充分' };
    expect(await refusal('wu-issuer', 'measure:decide', allow)).toBe('MEASURE_BODY');
    expect(await act('sun-arbiter', 'measure:decide', allow)).toMatchObject({ state: 'lifted' });
    expect(await act('li-holder', 'leaf:materialise', leafOf(11))).toMatchObject({ state: 'materialised' });
  });

  it('cannot be sealed a second time', async () => {
    const again = { type: 'batch', batch: made.text, evidence: [] };
    const command = { profile: PROFILE, registrar: 'registry', application: again };
    expect(await refusal('li-holder', 'registration:submit', command)).toBe('PRECHECK_FAILED');
  });

  it('is read by a gateway from blocks and file, and signed for by it', async () => {
    const home = temporaryHome('batch');
    const ledger = connectLedger(readConnection(network.connectionFile), 'exchange');
    const database = await openDatabase({ directory: join(home, 'pg'), cache: templateDir() });
    const store = new LeafStore(database);
    const projector = await openProjector(database, ledger, makeLog('silent'));
    const stopping = new AbortController();
    const files = {
      open: async () =>
        (async function* () {
          yield Buffer.from(made.file);
        })(),
    };
    const leaves = followLeaves({ store, projector, files, ledger, log: makeLog('warn') });
    const running = [projector.run(stopping.signal), leaves.run(stopping.signal)];
    const attesting = Promise.withResolvers<void>();
    projector.listen(({ batch }) => {
      if (batch.current.document.has(`batch-custody/${on.batch}/ExchangeMSP`)) attesting.resolve();
    });
    await attesting.promise;
    expect(await store.tree(made.text.root)).toMatchObject({ state: 'whole', lines: 400 });
    const height = await heightOf(network.as('li-holder').network, network.connection.channel);
    await projector.reach(height - 1, 20_000);
    const numbers = [5, 6, 7, 9].map((index) => leafNumber(seal.numbers, index));
    const sealed = await store.certificatesByNumber(numbers);
    expect([...sealed.values()].map(({ number, state }) => [number, state])).toEqual([
      [numbers[1], 'active'],
      [numbers[3], 'revoked'],
    ]);
    stopping.abort();
    await Promise.all(running);
    ledger.close();
    await database.destroy();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);
});
