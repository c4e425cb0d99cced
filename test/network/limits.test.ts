import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise, topologyWith } from './support/network.ts';

describe('chaincode that misbehaves fails alone', () => {
  const home = newHome();
  let network: RunningNetwork;
  let session: Session;

  beforeAll(async () => {
    const limits = { invocationMs: 1000, writes: 500, writeBytes: 1_000_000 };
    network = await startExercise(home, topologyWith(home, { limits }));
    session = signIn(network.connection, 'RegistrarMSP');
  });

  afterAll(async () => {
    session.close();
    await network.stop();
    removeHome(home);
  });

  const failure = (name: string, ...args: string[]) =>
    session.contract.submitTransaction(name, ...args).then(
      () => 'succeeded',
      (error: { details?: { message: string }[] }) => error.details?.[0]?.message ?? String(error),
    );

  it('an endless loop is ended after its time, while the others’ calls go through', async () => {
    const looping = failure('loop');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const others = Promise.all(
      Array.from({ length: 20 }, (_, i) => submitFor(session.contract, 'put', `beside/${i}`, String(i))),
    );
    expect(await looping).toMatch(/timeout expired while executing transaction/);
    expect((await others).every(({ successful }) => successful)).toBe(true);
  });

  it('chaincode that ends its own process ends nothing else', async () => {
    expect(await failure('exit')).toMatch(/chaincode stream terminated/);
    expect((await submitFor(session.contract, 'put', 'alive', 'yes')).successful).toBe(true);
  });

  it('chaincode that waits too long is given up', async () => {
    expect(await failure('sleep', '5000')).toMatch(/timeout expired/);
    expect(text(await session.contract.evaluateTransaction('sleep', '10'))).toBe('awake');
  });

  it('too many writes or too many bytes, even when chaincode hides it', async () => {
    expect(await failure('manyWrites', '501')).toMatch(/writes more than 500 times/);
    expect(await failure('hugeWrite', '1000001')).toMatch(/writes more than 1000000 bytes/);
    expect((await submitFor(session.contract, 'manyWrites', '500')).successful).toBe(true);
  });

  it('a write after a page is not written, though chaincode hides the refusal', async () => {
    expect((await submitFor(session.contract, 'pageThenWrite', 'paged')).successful).toBe(true);
    expect(text(await session.contract.evaluateTransaction('get', 'paged'))).toBe('');
  });
});
