import { verify } from 'node:crypto';
import { msp, gateway as wire } from '@hyperledger/fabric-protos';
import { Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate, Trust } from '../../gateway/src/identity/index.ts';
import { judge, type Question } from '../../gateway/src/ledger/attestation.ts';
import { connectLedger } from '../../gateway/src/ledger/connect.ts';
import { readConnection } from '../../gateway/src/ledger/connection.ts';
import { identityFromFiles } from '../../gateway/src/ledger/peer.ts';
import { openTargets, type PeerResponse, type Said } from '../../gateway/src/ledger/targets.ts';
import { higherS } from '../conformance/clients.ts';
import { type Door, throughDoor } from '../support/door.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';

const COMMITTEE = ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP'];

let network: TestNetwork;
let door: Door;
let ledger: ReturnType<typeof connectLedger>;
let targets: ReturnType<typeof openTargets>;
const trust = new Trust();
const vouch = (pem: string) => trust.checkPeer(readCertificate(pem));

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  const { door: regulators, connection } = await throughDoor(readConnection(network.connectionFile), 'RegulatorMSP');
  door = regulators;
  ledger = connectLedger(connection, 'group');
  const [own] = connection.operators.filter(({ mspId }) => mspId === 'GroupMSP');
  const person = own?.people.find(({ name }) => name === 'gateway');
  if (!own || !person) throw new Error('the connection has no gateway');
  targets = openTargets(connection, own, person, 2000);
  await trust.use(await ledger.channelConfig());
}, 120_000);
afterAll(async () => {
  ledger.close();
  targets.close();
  await door.shut();
  await network.stop();
});

function li() {
  const connection = readConnection(network.connectionFile);
  const [operator] = connection.operators.filter(({ mspId }) => mspId === 'GroupMSP');
  const person = operator?.people.find(({ name }) => name === 'li-holder');
  if (!operator || !person) throw new Error('nobody is called li-holder');
  return identityFromFiles(operator.mspId, person);
}

async function signed(name: 'registration:profile' | 'clock:read', argument: object) {
  const identity = li();
  const { bytes, toSign } = ledger.prepare(identity, name, argument);
  return { bytes, signature: await identity.sign(toSign) };
}

async function attested(argument: object = { id: 'general' }) {
  const { bytes, signature } = await signed('registration:profile', argument);
  return ledger.attest({ msps: COMMITTEE, vouch }, li(), bytes, signature);
}

const refusalOf = async (sent: Promise<unknown>) => {
  const error = await sent.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw error;
  return error.body;
};

describe('an attested answer', () => {
  test('is the same of each of the committee’s peers, under signatures that anybody can check', async () => {
    const { answer, payload, signers, absent, function: name } = await attested();
    expect(name).toBe('registration:profile');
    expect(answer).toMatchObject({ id: 'general' });
    expect(absent).toEqual([]);
    expect(signers.map(({ msp }) => msp)).toEqual(COMMITTEE);
    for (const { certificate, endorser, signature } of signers)
      expect(verify('sha256', Buffer.concat([payload, endorser]), certificate, signature)).toBe(true);
  });

  test('stands while one of the committee is away, and names who; not while two are', async () => {
    await door.shut();
    try {
      const { signers, absent } = await attested();
      expect(signers.map(({ msp }) => msp)).toEqual(['RegistrarMSP', 'ExchangeMSP']);
      expect(absent).toEqual([{ msp: 'RegulatorMSP', reason: expect.any(String) }]);
      const { bytes, signature } = await signed('registration:profile', { id: 'general' });
      const wider = ledger.attest({ msps: [...COMMITTEE, 'NobodyMSP'], vouch }, li(), bytes, signature);
      expect(await refusalOf(wider)).toMatchObject({
        code: 'ATTESTATION_SHORT',
        params: { answered: 2, needed: 3, absent: expect.stringMatching(/RegulatorMSP.*NobodyMSP/) },
      });
    } finally {
      await door.open();
    }
  });

  test('is the chaincode’s own refusal where all refuse alike', async () => {
    expect((await refusalOf(attested({ id: 'no-such-profile' }))).code).toBe('NOT_FOUND');
  });

  test('is of a query: signed bytes of a command are not asked', async () => {
    const identity = li();
    const { bytes, toSign } = ledger.prepare(identity, 'clock:tick', { commandId: commandId() });
    const asked = ledger.attest({ msps: COMMITTEE, vouch }, identity, bytes, await identity.sign(toSign));
    expect((await refusalOf(asked)).code).toBe('FUNCTION_UNKNOWN');
  });
});

const signatureOf = ({ endorsement }: PeerResponse) => {
  if (!endorsement) throw new Error('an answer without a signature');
  return endorsement;
};

/** The same signature with its other S. */
function raised(response: PeerResponse) {
  const { endorser, signature } = signatureOf(response);
  const lengthOfR = signature[3] ?? 0;
  const number = (from: number, to?: number) =>
    BigInt(`0x${Buffer.from(signature.subarray(from, to)).toString('hex')}`);
  return { endorser, signature: higherS(number(4, 4 + lengthOfR), number(6 + lengthOfR)) };
}

/** The same signature under another certificate. */
function by(mspId: string, certificate: string, response: PeerResponse) {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return { endorser: identity.serializeBinary(), signature: signatureOf(response).signature };
}

describe('among the answers', () => {
  let question: Question;
  let before: readonly Said[];
  let after: readonly Said[];
  const answered = (said: Said | undefined): PeerResponse => {
    if (!said || 'silent' in said) throw new Error('no answer');
    return said.response;
  };
  const changed = (at: number, change: (response: PeerResponse) => PeerResponse): Said[] =>
    before.map((said, n) => (n === at ? { msp: said.msp, response: change(answered(said)) } : said));
  const judged = (all: readonly Said[]) => judge(question, all, 2, vouch);

  beforeAll(async () => {
    const ask = async ({ bytes, signature }: { bytes: Uint8Array; signature: Uint8Array }) => {
      const proposal = wire.ProposedTransaction.deserializeBinary(bytes).getProposal()?.getProposalBytes_asU8();
      question = { function: 'clock:read', proposal: proposal ?? new Uint8Array(), signature };
      return targets.ask(COMMITTEE, question.proposal, signature, COMMITTEE.length);
    };
    await network.as('admin', 'RegistrarMSP').submit('clock:tick', { commandId: commandId() });
    const asked = await signed('clock:read', {});
    before = await ask(asked);
    await network.as('admin', 'RegistrarMSP').submit('clock:tick', { commandId: commandId() });
    after = await ask(asked);
  });

  test('one that differs refuses them all, and is named', async () => {
    const [, , regulator] = after;
    const mixed = [...before.slice(0, 2), ...(regulator ? [regulator] : [])];
    expect(await refusalOf((async () => judged(mixed))())).toMatchObject({
      code: 'ATTESTATION_DIFFERS',
      params: { who: 'RegistrarMSP, ExchangeMSP ≠ RegulatorMSP' },
    });
  });

  test.each<[string, (response: PeerResponse) => PeerResponse, RegExp]>([
    ['changed afterwards', (r) => ({ ...r, payload: Buffer.concat([r.payload, Buffer.of(0x1a, 0)]) }), /verify/],
    ['without a signature', (r) => ({ ...r, endorsement: null }), /not signed/],
    ['with the higher S', (r) => ({ ...r, endorsement: raised(r) }), /low-S/],
    ['signed by another institution', () => answered(before[0]), /signs as RegistrarMSP/],
    ['signed by no peer', (r) => ({ ...r, endorsement: by('ExchangeMSP', li().certificate, r) }), /OU must be peer/],
  ])('one %s does not count, and says why', (_what, change, reason) => {
    const { signers, absent } = judged(changed(1, change));
    expect(signers.map(({ msp }) => msp)).toEqual(['RegistrarMSP', 'RegulatorMSP']);
    expect(absent).toEqual([{ msp: 'ExchangeMSP', reason: expect.stringMatching(reason) }]);
  });
});
