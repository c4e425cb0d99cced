import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate, Trust } from '../../gateway/src/identity/index.ts';
import { connectLedger, type LedgerSettings } from '../../gateway/src/ledger/connect.ts';
import { type Connection, readConnection } from '../../gateway/src/ledger/connection.ts';
import type { Ledger } from '../../gateway/src/ledger/ledger.ts';
import { identityFromFiles } from '../../gateway/src/ledger/peer.ts';
import { heightOf } from '../support/chain.ts';
import { type Door, throughDoor } from '../support/door.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { samples } from '../support/samples.ts';

let network: TestNetwork;
/** The ways to the own operator's peer, and to the others'. */
let door: Door;
let doors: Door[];
let ledger: Ledger;
let connection: Connection;
/** Ledgers of one test, with settings of its own. */
const opened: Ledger[] = [];

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  connection = readConnection(network.connectionFile);
  const through = [];
  for (const { mspId } of connection.operators) {
    const made = await throughDoor(connection, mspId);
    connection = made.connection;
    through.push({ mspId, door: made.door });
  }
  doors = through.filter(({ mspId }) => mspId !== 'GroupMSP').map((one) => one.door);
  door = through.find(({ mspId }) => mspId === 'GroupMSP')?.door as Door;
  ledger = withSettings({});
}, 120_000);
afterAll(async () => {
  for (const one of opened) one.close();
  await Promise.all([door, ...doors].map((one) => one.shut()));
  await network.stop();
});

function withSettings(settings: LedgerSettings): Ledger {
  const made = connectLedger(connection, 'group', settings);
  opened.push(made);
  return made;
}

function identityOf(name: string) {
  for (const operator of connection.operators) {
    const person = operator.people.find((one) => one.name === name);
    if (person) return identityFromFiles(operator.mspId, person);
  }
  throw new Error(`nobody is called ${name}`);
}
const registration = () => samples()['registration:submit'];
const li = () => identityOf('li-holder');
/** The connection has mended itself: gRPC waits a little longer after each attempt. */
const reachable = async () => {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    if (await ledger.height().catch(() => undefined)) return;
  }
};
const codeOf = async (sent: Promise<unknown>) => {
  const error = await sent.catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.body.code : error;
};

describe('a peer that does not answer', () => {
  test('costs a deadline at each step, never for ever', async () => {
    const hasty = withSettings({ deadlines: { evaluate: 300, endorse: 300 } });
    await reachable();
    await hasty.height().catch(() => undefined);
    const identity = li();
    const made = ledger.prepare(identity, 'registration:submit', registration());
    const signature = await identity.sign(made.toSign);
    door.deaf(true);
    try {
      expect(await codeOf(hasty.evaluateAs(identity, 'registration:profile', { id: 'general' }))).toBe(
        'LEDGER_TIMEOUT',
      );
      expect(await codeOf(hasty.endorse(identity, made.bytes, signature))).toBe('LEDGER_TIMEOUT');
    } finally {
      door.deaf(false);
    }
  });

  test('may have had a transaction ordered: it is asked for by its id, at other peers, and not sent as another', async () => {
    const identity = li();
    const command = registration();
    const made = ledger.prepare(identity, 'registration:submit', command);
    const endorsed = await ledger.endorse(identity, made.bytes, await identity.sign(made.toSign));
    const signature = await identity.sign(endorsed.toSign);
    const hasty = withSettings({ deadlines: { evaluate: 3000, submit: 2000, settle: 4000 } });
    await hasty.height();
    door.deaf(true);
    try {
      const committed = await hasty.submit(identity, endorsed.bytes, signature);
      expect(committed).toMatchObject({ transactionId: made.transactionId, outcome: { state: 'submitted' } });
      expect(await hasty.fate(made.transactionId)).toEqual({ code: 'VALID' });
    } finally {
      door.deaf(false);
    }
    expect(await codeOf(ledger.submitAs(identity, 'registration:submit', command))).toBe('COMMAND_REPEATED');
  });

  test('that no peer knows of is LEDGER_TIMEOUT with its id', async () => {
    const identity = li();
    const made = ledger.prepare(identity, 'registration:submit', registration());
    const endorsed = await ledger.endorse(identity, made.bytes, await identity.sign(made.toSign));
    const hasty = withSettings({ deadlines: { settle: 1000 } });
    await Promise.all([door, ...doors].map((one) => one.shut()));
    try {
      const error = await hasty
        .submit(identity, endorsed.bytes, await identity.sign(endorsed.toSign))
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).body).toMatchObject({ code: 'LEDGER_TIMEOUT', params: { txId: made.transactionId } });
    } finally {
      await Promise.all([door, ...doors].map((one) => one.open()));
    }
    await reachable();
    expect(await ledger.fate(made.transactionId)).toBeUndefined();
  });
});

describe('while the own peer is lost', () => {
  const signed = async (one: Ledger) => {
    const identity = li();
    const made = one.prepare(identity, 'registration:submit', registration());
    const endorsed = await one.endorse(identity, made.bytes, await identity.sign(made.toSign));
    return () => identity.sign(endorsed.toSign).then((signature) => one.submit(identity, endorsed.bytes, signature));
  };

  test('what is public is endorsed and ordered through another operator’s, of wallets and of people', async () => {
    await reachable();
    const before = await signed(ledger);
    await door.shut();
    try {
      const state = { outcome: { state: 'submitted' } };
      expect(await before()).toMatchObject(state);
      expect(await (await signed(ledger))()).toMatchObject(state);
      expect(await ledger.submitAs(li(), 'registration:submit', registration())).toMatchObject(state);
    } finally {
      await door.open();
    }
  });

  test('because it is frozen, that is noticed within seconds', async () => {
    const quick = withSettings({ deadlines: { silence: 1500 } });
    await reachable();
    await quick.height();
    const began = performance.now();
    door.deaf(true);
    try {
      expect(await quick.submitAs(li(), 'registration:submit', registration())).toMatchObject({
        block: expect.any(Number),
      });
      expect(performance.now() - began).toBeLessThan(10_000);
    } finally {
      door.deaf(false);
    }
  });

  test('nothing private is sent to any other', async () => {
    const fresh = withSettings({});
    const visits = () => doors.map((one) => one.visits);
    const before = visits();
    await door.shut();
    try {
      const vault = { vault: `vlt-${'1'.repeat(32)}` };
      const content = { commandId: commandId(), fields: { title: { salt: '1'.repeat(32), value: '绝密' } } };
      const identity = li();
      expect(await codeOf(fresh.submitAs(identity, 'vault:store', vault, { content }))).toBe('LEDGER_UNAVAILABLE');
      const made = fresh.prepare(identity, 'vault:store', vault, { content });
      const sent = fresh.endorse(identity, made.bytes, await identity.sign(made.toSign));
      expect(await codeOf(sent)).toBe('LEDGER_UNAVAILABLE');
      const asked = { ...vault, fields: ['title'] };
      expect(await codeOf(fresh.evaluateAs(identity, 'vault:read', asked))).toBe('LEDGER_UNAVAILABLE');
      expect(visits()).toEqual(before);
    } finally {
      await door.open();
    }
  });
});

test('a frozen peer of the committee holds no attested read up', async () => {
  await reachable();
  const trust = new Trust();
  await trust.use(await ledger.channelConfig());
  const vouch = (pem: string) => trust.checkPeer(readCertificate(pem));
  const identity = li();
  const attested = async () => {
    const { bytes, toSign } = ledger.prepare(identity, 'registration:profile', { id: 'general' });
    const signature = await identity.sign(toSign);
    return ledger.attest({ msps: trust.config.committee, vouch }, identity, bytes, signature);
  };
  expect((await attested()).absent).toEqual([]);
  const [registrar] = doors;
  registrar?.deaf(true);
  try {
    const began = performance.now();
    const { absent, signers } = await attested();
    expect(performance.now() - began).toBeLessThan(8000);
    expect(absent).toMatchObject([{ msp: 'RegistrarMSP' }]);
    expect(signers).toHaveLength(2);
  } finally {
    registrar?.deaf(false);
  }
});

test('past the line’s end a command is refused with a time to come again', async () => {
  await reachable();
  const narrow = withSettings({ queue: { inFlight: 1, waiting: 1 } });
  const sent = await Promise.allSettled(
    [1, 2, 3, 4].map(() => narrow.submitAs(li(), 'registration:submit', registration())),
  );
  const refused = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []));
  expect(sent.length - refused.length).toBe(2);
  for (const { body } of refused)
    expect(body).toMatchObject({ code: 'LEDGER_BUSY', params: { retryAfter: expect.any(Number) } });
});

test('blocks go on without a gap while the own peer is away', async () => {
  await reachable();
  const stop = new AbortController();
  const seen: { number: number; previous: string; hash: string }[] = [];
  const reading = (async () => {
    for await (const { number, previous, hash } of ledger.blocks(0, stop.signal)) seen.push({ number, previous, hash });
  })();
  const registrar = network.as('admin', 'RegistrarMSP');
  const tick = () => registrar.submit('clock:tick', { commandId: commandId() });
  const has = async (height: number) => {
    for (const until = Date.now() + 20_000; seen.length < height && Date.now() < until; ) await sleep(20);
    expect(seen.length).toBe(height);
  };
  const height = () => heightOf(registrar.network, network.connection.channel);
  await tick();
  await has(await height());
  await door.shut();
  await tick();
  await tick();
  await has(await height());
  await door.open();
  await tick();
  await has(await height());
  stop.abort();
  await reading;
  expect(seen.map(({ number }) => number)).toEqual(seen.map((_, n) => n));
  for (const [n, block] of seen.entries()) if (n) expect(block.previous).toBe(seen[n - 1]?.hash);
});
