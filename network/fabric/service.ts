import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadPackage } from '../embedded/endorser/package.ts';
import { type Chaincode, loadShim } from '../embedded/endorser/shim.ts';

/**
 * Runs any Node chaincode package as a service, by its main file, as `fabric-chaincode-node server` would. Reads the
 * same environment as the platform's bundle, which needs no runner.
 */
type Server = new (chaincode: Chaincode, options: object) => { start(): Promise<void> };

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set`);
  return value;
};

/** The nearest folder above a file that has a package.json. */
const packageOf = (file: string): string => {
  let at = dirname(file);
  while (!existsSync(join(at, 'package.json')) && dirname(at) !== at) at = dirname(at);
  return at;
};

const [, , main = ''] = process.argv;
const shim = loadShim();
const ChaincodeServer = createRequire(import.meta.url)('fabric-shim/lib/server.js') as Server;
const { contracts, serializers, metadata, title, version } = await loadPackage(packageOf(main), main);
const all = {
  transaction: serializers?.transaction ?? 'jsonSerializer',
  serializers: { ...serializers?.serializers, jsonSerializer: shim.JSONSerializer },
};
const chaincode = new shim.ChaincodeFromContract(contracts, all, metadata, title, version);
await new ChaincodeServer(chaincode, {
  ccid: required('CHAINCODE_ID'),
  address: required('CHAINCODE_SERVER_ADDRESS'),
  tlsProps: {
    cert: readFileSync(required('CHAINCODE_TLS_CERT_FILE')),
    key: readFileSync(required('CHAINCODE_TLS_KEY_FILE')),
    clientCACerts: readFileSync(required('CHAINCODE_TLS_CLIENT_CACERT_FILE')),
  },
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
}).start();
