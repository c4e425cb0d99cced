import { readFileSync } from 'node:fs';
import { JSONSerializer } from 'fabric-contract-api';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import ChaincodeServer from 'fabric-shim/lib/server.js';
import { rememberCertificates } from './certificates.ts';
import { contracts } from './contracts.ts';
import { metadata } from './metadata.ts';

/** TLS as `fabric-chaincode-node server` names it: certificate, key, and whose certificates a peer must show. */
function tls(env: NodeJS.ProcessEnv) {
  const { CHAINCODE_TLS_CERT_FILE: cert, CHAINCODE_TLS_KEY_FILE: key, CHAINCODE_TLS_CLIENT_CACERT_FILE: roots } = env;
  if (!cert || !key) return {};
  const client = roots ? { clientCACerts: readFileSync(roots) } : {};
  return { tlsProps: { cert: readFileSync(cert), key: readFileSync(key), ...client } };
}

/** The peer's own limit holds; grpc-js would refuse above 4 MB. */
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/**
 * Runs the chaincode as a service. Reads CHAINCODE_ID and CHAINCODE_SERVER_ADDRESS, CORE_PEER_LOCALMSPID for the
 * operator that runs it, and CHAINCODE_TLS_CERT_FILE, CHAINCODE_TLS_KEY_FILE and CHAINCODE_TLS_CLIENT_CACERT_FILE.
 */
export async function serve(): Promise<void> {
  const { CHAINCODE_ID: ccid, CHAINCODE_SERVER_ADDRESS: address } = process.env;
  if (!ccid || !address || !process.env.CORE_PEER_LOCALMSPID) {
    throw new Error('CHAINCODE_ID, CHAINCODE_SERVER_ADDRESS and CORE_PEER_LOCALMSPID must be set');
  }
  rememberCertificates();
  const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
  const chaincode = new ChaincodeFromContract([...contracts], serializers, metadata(), 'suyuan', '1');
  await new ChaincodeServer(chaincode, { ccid, address, ...tls(process.env), ...unlimited }).start();
}
