import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { fromPem, OFFLINE, SuyuanError, signIn } from '@suyuan/client';
import { canonical, lowSDer } from '@suyuan/schemas';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';

const keyOf = (namedCurve: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, publicKey };
};
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A gateway that answers as it is told, and remembers what it was asked. */
async function falseGateway(
  answers: (path: string, body: { query?: string }) => object,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const chunk of request) parts.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as { query?: string };
    asked.push(`${request.url} ${body.query?.match(/\b(prepare|endorse|submit)\(/)?.[1] ?? ''}`.trim());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers(request.url ?? '', body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** Proposal bytes as a gateway prepares them, for any command. */
function proposalOf(name: string, command: object): string {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from(name), Buffer.from(canonical(command))]);
  const spec = new peer.ChaincodeSpec();
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  const proposed = new gateway.ProposedTransaction();
  proposed.setProposal(signed);
  return Buffer.from(proposed.serializeBinary()).toString('base64');
}

const session = { token: 'token', expiresAt: '2030-01-01T00:00:00.000Z' };
const signedIn = (path: string) => (path === '/session/challenge' ? { challenge: 'suyuan-sign-in:x' } : session);

describe('the client', () => {
  it('says where no gateway answers, and why', async () => {
    const identity = await fromPem(CERTIFICATE, keyOf('P-256').pem);
    const message = expect.stringMatching(/^No gateway answers at http:\/\/127\.0\.0\.1:1: /);
    await expect(signIn('http://127.0.0.1:1/', identity)).rejects.toMatchObject({ code: OFFLINE, message });
  });

  it('signs nothing that is not a sign-in challenge', async () => {
    const { url, asked } = await falseGateway(() => ({ challenge: 'a transaction in disguise' }));
    const identity = await fromPem(CERTIFICATE, keyOf('P-256').pem);
    await expect(signIn(url, identity)).rejects.toMatchObject({ code: 'CHALLENGE_FOREIGN' });
    expect(asked).toEqual(['/session/challenge']);
  });

  it('signs no proposal that holds another command than the one asked for', async () => {
    const other = { commandId: 'another-command', case: 'cas-1' };
    const { url, asked } = await falseGateway((path) =>
      path === '/graphql'
        ? { data: { prepare: { proposal: proposalOf('registration:withdraw', other) } } }
        : signedIn(path),
    );
    const client = await signIn(url, await fromPem(CERTIFICATE, keyOf('P-256').pem));
    const sent = client.transact('registration:accept', { commandId: 'another-command', case: 'cas-1' });
    await expect(sent).rejects.toMatchObject({ code: 'PREPARED_OTHER' });
    expect(asked.at(-1)).toBe('/graphql prepare');
  });

  it('shows what the bytes say before it signs them, and signs nothing when the answer is no', async () => {
    const command = { commandId: 'a-command-id', case: 'cas-1' };
    const { url, asked } = await falseGateway((path) =>
      path === '/graphql'
        ? { data: { prepare: { proposal: proposalOf('registration:accept', command) } } }
        : signedIn(path),
    );
    const client = await signIn(url, await fromPem(CERTIFICATE, keyOf('P-256').pem));
    const shown: unknown[] = [];
    const no = (about: unknown) => {
      shown.push(about);
      throw new Error('no');
    };
    await expect(client.transact('registration:accept', command, no)).rejects.toThrow('no');
    expect(shown).toEqual([{ function: 'registration:accept', command: canonical(command) }]);
    expect(asked.at(-1)).toBe('/graphql prepare');
  });

  it.each([
    ['that lost a race', 'LEDGER_CONFLICT'],
    ['that grew old while a person read it', 'TIME_BEFORE_CLOCK'],
  ])(
    'makes a transaction %s anew with one command id, and gives up after a bounded number of tries',
    async (_, code) => {
      const ids = new Set<string>();
      const { url, asked } = await falseGateway((path, body) => {
        if (path !== '/graphql') return signedIn(path);
        ids.add((body as { variables: { command: { commandId: string } } }).variables.command.commandId);
        return { errors: [{ message: 'lost', extensions: { code } }] };
      });
      const client = await signIn(url, await fromPem(CERTIFICATE, keyOf('P-256').pem));
      await expect(client.transact('clock:tick', {})).rejects.toBeInstanceOf(SuyuanError);
      expect(asked.filter((one) => one === '/graphql prepare')).toHaveLength(5);
      expect(ids.size).toBe(1);
    },
  );

  it.each(['P-256', 'P-384'] as const)('makes signatures with low S that verify, on %s', async (curve) => {
    const { pem, publicKey } = keyOf(curve);
    const identity = await fromPem(CERTIFICATE, pem);
    expect(identity.curve).toBe(curve);
    for (let n = 0; n < 20; n += 1) {
      const message = Buffer.from(`message ${n}`);
      expect(verify('sha256', message, publicKey, await identity.sign(message))).toBe(true);
    }
  });
});

describe('lowSDer', () => {
  it('writes minimal DER integers and never the higher S', () => {
    const half = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
        raw[0] = (raw[0] ?? 0) & 0x7f;
        raw[32] = (raw[32] ?? 0) & 0x7f;
        const der = Buffer.from(lowSDer(raw));
        const r = der.subarray(4, 4 + (der[3] ?? 0));
        const s = der.subarray(6 + r.length);
        expect(der[1]).toBe(der.length - 2);
        expect(der[5 + r.length]).toBe(s.length);
        expect(BigInt(`0x${s.toString('hex')}`) <= half).toBe(true);
        for (const integer of [r, s]) {
          expect((integer[0] ?? 0) & 0x80).toBe(0);
          if (integer.length > 1 && integer[0] === 0) expect((integer[1] ?? 0) & 0x80).toBe(0x80);
        }
      }),
    );
  });

  it('refuses what is no raw signature', () => {
    expect(() => lowSDer(new Uint8Array(63))).toThrow(TypeError);
  });
});
