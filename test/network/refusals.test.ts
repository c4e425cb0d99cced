import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@grpc/grpc-js';
import { type common, ledger, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectControl } from '../../network/control.ts';
import { createAuthority, issueCertificate } from '../../network/identity/authority.ts';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Credentials, connectAs, credentialsOf, dial, operatorOf, signIn, submitFor } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';
import {
  codeOf,
  endorse,
  highS,
  processProposal,
  proposalOf,
  type Spoil,
  signAs,
  submit,
  tamper,
  withTxId,
} from './support/raw.ts';

const codes = peer.TxValidationCode;

describe('what a peer refuses', () => {
  const home = newHome();
  let network: RunningNetwork;
  let client: Client;
  let holder: Credentials;

  beforeAll(async () => {
    network = await startExercise(home);
    const operator = operatorOf(network.connection, 'RegistrarMSP');
    const [person] = operator.people;
    if (!person) throw new Error('nobody there');
    client = dial(operator);
    holder = credentialsOf(operator, person);
  });

  afterAll(async () => {
    client.close();
    await network.stop();
    removeHome(home);
  });

  /** An endorsed and signed envelope. */
  const endorsed = async (args: readonly string[], organizations: readonly string[] = []) => {
    const { txId, signed } = proposalOf(holder, args);
    const envelope = await endorse(client, txId, signed, organizations);
    envelope.setSignature(signAs(holder, envelope.getPayload_asU8()));
    return { txId, envelope };
  };

  const outcome = async (txId: string, envelope: common.Envelope): Promise<number> => {
    await submit(client, txId, envelope);
    return codeOf(client, holder, txId);
  };

  describe('of a proposal', () => {
    const cases: [string, Spoil, RegExp][] = [
      [
        'a transaction id that is not the hash of nonce and creator',
        { txId: 'ab'.repeat(32) },
        /incorrectly computed txid/,
      ],
      [
        'a signature by another key',
        { signature: () => signAs(holder, Buffer.from('else')) },
        /access denied: channel \[suyuan\] creator org \[RegistrarMSP\]/,
      ],
      ['a signature with a high S', { signature: highS }, /access denied/],
      ['no signature', { signature: () => Buffer.alloc(0) }, /empty signature bytes/],
      ['an operator that did not issue the certificate', { mspId: 'GroupMSP' }, /creator org \[GroupMSP\]/],
      ['an operator that nobody knows', { mspId: 'NobodyMSP' }, /creator org unknown, creator is malformed/],
      ['an epoch', { epoch: 1 }, /epoch is non-zero/],
      ['no nonce', { nonce: Buffer.alloc(0) }, /nonce is empty/],
      ['another kind of message', { type: 6 }, /invalid header type/],
    ];

    it.each(cases)('%s', async (_, spoil, message) => {
      const { signed } = proposalOf(holder, ['get', 'a'], spoil);
      await expect(processProposal(client, signed)).rejects.toMatchObject({
        code: 2,
        details: expect.stringMatching(message),
      });
    });

    it('bytes that are no proposal, without harm', async () => {
      const signed = new peer.SignedProposal();
      signed.setProposalBytes(Buffer.from('not a proposal'));
      await expect(processProposal(client, signed)).rejects.toMatchObject({ code: 2 });
    });

    it('another channel and another chaincode, each said so', async () => {
      const channel = await processProposal(client, proposalOf(holder, ['get', 'a'], { channel: 'other' }).signed);
      expect(channel.getResponse()?.getMessage()).toBe("channel 'other' not found");
      const chaincode = await processProposal(client, proposalOf(holder, ['get', 'a'], { chaincode: 'other' }).signed);
      expect(chaincode.getResponse()?.getMessage()).toMatch(
        /make sure the chaincode other has been successfully defined/,
      );
      const { txId, signed } = proposalOf(holder, ['get', 'a'], { chaincode: 'other' });
      await expect(endorse(client, txId, signed)).rejects.toMatchObject({ code: 9 });
    });

    it('a transaction id that is already on the ledger', async () => {
      const { txId, signed } = proposalOf(holder, ['put', 'once', '1']);
      const envelope = await endorse(client, txId, signed);
      envelope.setSignature(signAs(holder, envelope.getPayload_asU8()));
      expect(await outcome(txId, envelope)).toBe(codes.VALID);
      await expect(processProposal(client, signed)).rejects.toMatchObject({
        details: expect.stringMatching(/duplicate transaction found/),
      });
    });

    it('a creator from a stranger’s authority, an expired certificate, and one with two roles', async () => {
      const authorityFolder = join(home, 'network/operators/registrar/authority');
      const authority = {
        certificate: readFileSync(join(authorityFolder, 'certificate.pem'), 'utf8'),
        key: readFileSync(join(authorityFolder, 'key.pem'), 'utf8'),
      };
      const stranger = await createAuthority('ca.stranger', 'Stranger');
      const forged = await issueCertificate(stranger, {
        commonName: 'lin-acceptor',
        organizationalUnit: 'client',
        days: 1,
      });
      const expired = await issueCertificate(authority, {
        ...{ commonName: 'late', organizationalUnit: 'client', days: 1 },
        notBefore: new Date(Date.now() - 100_000),
        notAfter: new Date(Date.now() - 50_000),
      });
      const roleless = await issueCertificate(authority, {
        commonName: 'nobody',
        organizationalUnit: 'visitor',
        days: 1,
      });
      const answer = (issued: { certificate: string; key: string }) =>
        processProposal(client, proposalOf({ mspId: 'RegistrarMSP', ...issued }, ['get', 'a']).signed);
      await expect(answer(forged)).rejects.toMatchObject({ details: expect.stringMatching(/access denied/) });
      await expect(answer(expired)).rejects.toMatchObject({ details: 'proposal client identity expired' });
      await expect(answer(roleless)).rejects.toMatchObject({ details: expect.stringMatching(/access denied/) });
    });

    it('a node as a creator: peers do not write', async () => {
      const folder = join(home, 'network/operators/registrar/peer');
      const identity = {
        mspId: 'RegistrarMSP',
        certificate: readFileSync(join(folder, 'certificate.pem'), 'utf8'),
        key: readFileSync(join(folder, 'key.pem'), 'utf8'),
      };
      await expect(processProposal(client, proposalOf(identity, ['get', 'a']).signed)).rejects.toMatchObject({
        details: expect.stringMatching(/\/Channel\/Application\/Writers/),
      });
    });
  });

  describe('of an envelope, at the orderer', () => {
    it('a signature that does not hold, and one with a high S', async () => {
      const { txId, envelope } = await endorsed(['put', 'x', '1']);
      const good = Buffer.from(envelope.getSignature_asU8());
      for (const bad of [highS(good), signAs(holder, Buffer.from('else'))]) {
        envelope.setSignature(bad);
        await expect(submit(client, txId, envelope)).rejects.toMatchObject({
          code: 10,
          details: expect.stringMatching(/status=FORBIDDEN/),
        });
      }
    });

    it('a missing signature and an unknown channel', async () => {
      const { txId, envelope } = await endorsed(['put', 'x', '1']);
      await expect(submit(client, txId, envelope, 'other')).rejects.toMatchObject({ code: 9 });
      envelope.setSignature('');
      await expect(submit(client, txId, envelope)).rejects.toMatchObject({ code: 3 });
    });
  });

  describe('of a transaction, in its block, with Fabric’s code', () => {
    it('too few endorsements', async () => {
      const { txId, envelope } = await endorsed(['put', 'few', '1'], ['RegistrarMSP']);
      expect(await outcome(txId, envelope)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    });

    it('endorsements by an operator outside the committee', async () => {
      const { txId, envelope } = await endorsed(['put', 'few', '1'], ['RegistrarMSP', 'GroupMSP']);
      expect(await outcome(txId, envelope)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    });

    it('one endorsement twice', async () => {
      const { txId, envelope } = await endorsed(['put', 'few', '1'], ['RegistrarMSP']);
      const doubled = tamper(holder, envelope, (action) => {
        const [only] = action.getEndorsementsList();
        if (only) action.addEndorsements(only.clone());
      });
      expect(await outcome(txId, doubled)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    });

    it('a result that was changed after endorsement', async () => {
      const { txId, envelope } = await endorsed(['put', 'honest', '1']);
      const forged = tamper(holder, envelope, (action) => {
        const response = peer.ProposalResponsePayload.deserializeBinary(action.getProposalResponsePayload_asU8());
        const chaincode = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
        const results = ledger.rwset.TxReadWriteSet.deserializeBinary(chaincode.getResults_asU8());
        const [, namespace] = results.getNsRwsetList();
        const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace?.getRwset_asU8() ?? new Uint8Array());
        set.getWritesList()[0]?.setValue(Buffer.from('2'));
        namespace?.setRwset(set.serializeBinary());
        chaincode.setResults(results.serializeBinary());
        response.setExtension$(chaincode.serializeBinary());
        action.setProposalResponsePayload(response.serializeBinary());
      });
      expect(await outcome(txId, forged)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    });

    it('a proposal that is not the one endorsed', async () => {
      const { txId, envelope } = await endorsed(['put', 'honest', '1']);
      const other = await endorsed(['put', 'other', '1']);
      let payload: Uint8Array = new Uint8Array();
      tamper(holder, other.envelope, (_, actionPayload) => {
        payload = actionPayload.getChaincodeProposalPayload_asU8();
      });
      const swapped = tamper(holder, envelope, (_, actionPayload) =>
        actionPayload.setChaincodeProposalPayload(payload),
      );
      expect(await outcome(txId, swapped)).toBe(codes.INVALID_ENDORSER_TRANSACTION);
    });

    it('an id that belongs to another’s transaction, which is not touched by it', async () => {
      const victim = proposalOf(holder, ['put', 'mine', '1']);
      const envelope = await endorse(client, victim.txId, victim.signed);
      envelope.setSignature(signAs(holder, envelope.getPayload_asU8()));
      const waiting = codeOf(client, holder, victim.txId);
      const thief = await endorsed(['put', 'theirs', '1']);
      await submit(client, thief.txId, withTxId(holder, thief.envelope, victim.txId));
      const later = await endorsed(['put', 'later', '1']);
      expect(await outcome(later.txId, later.envelope)).toBe(codes.VALID);
      await submit(client, victim.txId, envelope);
      expect(await waiting).toBe(codes.VALID);
    });

    it('a second sending of a valid one; its first fate stays', async () => {
      const { txId, envelope } = await endorsed(['add', 'counted', '1']);
      expect(await outcome(txId, envelope)).toBe(codes.VALID);
      await submit(client, txId, envelope);
      const later = await endorsed(['put', 'after', '1']);
      expect(await outcome(later.txId, later.envelope)).toBe(codes.VALID);
      expect(await codeOf(client, holder, txId)).toBe(codes.VALID);
      const session = connectAs(network.connection, client, holder);
      expect(Buffer.from(await session.contract.evaluateTransaction('get', 'counted')).toString()).toBe('1');
      session.gateway.close();
    });
  });

  it('commit status asked for by a stranger or with a bad signature', async () => {
    const bad = { ...holder, mspId: 'GroupMSP' };
    await expect(codeOf(client, bad, 'ab'.repeat(32))).rejects.toMatchObject({ code: 7 });
  });

  it('everything from a revoked certificate, also what was endorsed before', async () => {
    const session = signIn(network.connection, 'ExchangeMSP', 'he-acceptor');
    const colleague = signIn(network.connection, 'ExchangeMSP', 'gao-reviewer');
    const identity = credentialsOf(session.operator, session.person);
    expect((await submitFor(session.contract, 'put', 'before', 'revocation')).successful).toBe(true);
    const { txId, signed } = proposalOf(identity, ['put', 'held', 'back']);
    const held = await endorse(session.client, txId, signed);
    held.setSignature(signAs(identity, held.getPayload_asU8()));
    const control = await connectControl(network.home);
    expect(await control?.revoke('he-acceptor')).toBeGreaterThan(1);
    await expect(session.contract.evaluateTransaction('get', 'before')).rejects.toMatchObject({ code: 9 });
    await expect(session.contract.submitTransaction('put', 'after', 'x')).rejects.toMatchObject({ code: 10 });
    await expect(submit(session.client, txId, held)).rejects.toMatchObject({ code: 10 });
    expect((await submitFor(colleague.contract, 'put', 'colleague', 'goes on')).successful).toBe(true);
    session.close();
    colleague.close();
  });
});
