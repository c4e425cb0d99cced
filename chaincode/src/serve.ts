import { JSONSerializer } from 'fabric-contract-api';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import ChaincodeServer from 'fabric-shim/lib/server.js';
import { contracts } from './contracts.ts';
import { metadata } from './metadata.ts';

/**
 * Runs the chaincode as a service. Reads CHAINCODE_ID and CHAINCODE_SERVER_ADDRESS, and CORE_PEER_LOCALMSPID for the
 * operator that runs it.
 */
export async function serve(): Promise<void> {
  const { CHAINCODE_ID: ccid, CHAINCODE_SERVER_ADDRESS: address } = process.env;
  if (!ccid || !address || !process.env.CORE_PEER_LOCALMSPID) {
    throw new Error('CHAINCODE_ID, CHAINCODE_SERVER_ADDRESS and CORE_PEER_LOCALMSPID must be set');
  }
  const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
  const chaincode = new ChaincodeFromContract([...contracts], serializers, metadata(), 'suyuan', '1');
  await new ChaincodeServer(chaincode, { ccid, address }).start();
}
