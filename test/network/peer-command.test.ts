import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorFolder } from '../../network/identity/folders.ts';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { fabricIsHere } from '../fabric/consortium.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const here = fabricIsHere('The peer command line on the embedded network, and others');
const program = process.env.FABRIC_BIN ? join(process.env.FABRIC_BIN, 'peer') : 'peer';

const units = ['Client', 'Peer', 'Admin', 'Orderer'].map(
  (role) => `  ${role}OUIdentifier: {Certificate: cacerts/ca.pem, OrganizationalUnitIdentifier: ${role.toLowerCase()}}`,
);

describe.skipIf(!here)('Fabric’s own peer command line', () => {
  const home = newHome();
  let network: RunningNetwork;
  let env: NodeJS.ProcessEnv;
  let orderer: string[];

  /** An administrator's MSP folder and core.yaml, as Fabric's documentation has them. */
  beforeAll(async () => {
    network = await startExercise(home);
    const operator = network.connection.operators.find(({ mspId }) => mspId === 'RegistrarMSP');
    const admin = operator?.people.find(({ name }) => name === 'admin');
    if (!operator || !admin) throw new Error('the registrar has no administrator');
    const folder = operatorFolder(join(home, 'network/operators'), operator.name);
    const msp = join(home, 'admin-msp');
    const files = {
      'cacerts/ca.pem': join(folder.authority, 'certificate.pem'),
      'signcerts/cert.pem': admin.certificate,
      'keystore/key.pem': admin.key,
    };
    for (const [name, from] of Object.entries(files)) {
      mkdirSync(dirname(join(msp, name)), { recursive: true });
      copyFileSync(from, join(msp, name));
    }
    writeFileSync(join(msp, 'config.yaml'), ['NodeOUs:', '  Enable: true', ...units, ''].join('\n'));
    writeFileSync(join(home, 'core.yaml'), 'peer:\n  BCCSP: {Default: SW, SW: {Hash: SHA2, Security: 256}}\n');
    env = {
      ...process.env,
      FABRIC_CFG_PATH: home,
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: operator.tlsRoot,
      CORE_PEER_LOCALMSPID: operator.mspId,
      CORE_PEER_MSPCONFIGPATH: msp,
      CORE_PEER_ADDRESS: operator.peer,
    };
    orderer = ['-o', operator.peer, '--tls', '--cafile', operator.tlsRoot];
  }, 60_000);

  afterAll(async () => {
    await network?.stop();
    removeHome(home);
  });

  const peer = async (...args: string[]): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)(program, args, { env });
    return `${stdout}${stderr}`;
  };
  const endorsers = (...names: string[]): string[] =>
    network.connection.operators
      .filter(({ mspId }) => names.includes(mspId))
      .flatMap(({ peer: address, tlsRoot }) => ['--peerAddresses', address, '--tlsRootCertFiles', tlsRoot]);
  const on = (): string[] => ['-C', network.connection.channel, '-n', network.connection.chaincode];
  const call = (fn: string, ...args: string[]): string => JSON.stringify({ function: fn, Args: args });

  it('invokes with explicit endorsers, waits for the commit, and queries what was written', async () => {
    const two = endorsers('RegistrarMSP', 'ExchangeMSP');
    const put = call('put', 'by the command line', 'a value');
    expect(await peer('chaincode', 'invoke', ...orderer, ...two, ...on(), '--waitForEvent', '-c', put)).toMatch(
      /committed with status \(VALID\)/,
    );
    expect(await peer('chaincode', 'query', ...on(), '-c', call('get', 'by the command line'))).toMatch(/a value/);
  });

  it('is told that too few endorsed', async () => {
    const one = endorsers('RegistrarMSP');
    const put = call('put', 'by too few', 'x');
    await expect(
      peer('chaincode', 'invoke', ...orderer, ...one, ...on(), '--waitForEvent', '-c', put),
    ).rejects.toMatchObject({ stderr: expect.stringMatching(/ENDORSEMENT_POLICY_FAILURE/) });
  });

  it('reads the channel: its height, its blocks, its chaincodes', async () => {
    const { channel, chaincode } = network.connection;
    expect(await peer('channel', 'list')).toMatch(new RegExp(`\\b${channel}\\b`));
    expect(await peer('channel', 'getinfo', '-c', channel)).toMatch(/"height":[3-9]/);
    const file = join(home, 'newest.block');
    expect(await peer('channel', 'fetch', 'newest', file, '-c', channel, ...orderer)).toMatch(/Received block/);
    expect(await peer('lifecycle', 'chaincode', 'querycommitted', '-C', channel)).toMatch(`Name: ${chaincode}`);
  });
});
