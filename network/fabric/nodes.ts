import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../files.ts';
import type { OperatorMaterial } from '../identity/material.ts';
import { coreYaml } from './configuration/core.ts';
import { writeMspFolder } from './configuration/msp-folder.ts';
import { ordererYaml } from './configuration/orderer.ts';
import { nodeTls } from './configuration/tls.ts';
import { type Consortium, portOf } from './consortium.ts';
import { builderFolder, nodeName } from './layout.ts';
import type { Command } from './processes/run.ts';
import type { KeptBundle, Slot } from './state.ts';

const host = 'localhost';
const runner = fileURLToPath(new URL('./service.ts', import.meta.url));
const logging = (): string => process.env.FABRIC_LOGGING_SPEC ?? 'warning';

/** Writes an orderer's configuration and says how it is started. */
export const ordererCommand = async (consortium: Consortium, operator: OperatorMaterial): Promise<Command> => {
  const { name, mspId } = operator.plan;
  const node = nodeName('orderer', name);
  const folder = consortium.layout.node(node);
  writeMspFolder(folder.msp, operator, operator.orderer);
  const yaml = ordererYaml({
    mspId,
    folder,
    tls: await nodeTls(operator, 'orderer'),
    listen: host,
    port: portOf(consortium, `orderer.${name}`),
    adminPort: portOf(consortium, `orderer-admin.${name}`),
    operationsPort: portOf(consortium, `orderer-operations.${name}`),
  });
  writeWhole(join(folder.root, 'orderer.yaml'), yaml);
  const env = { FABRIC_CFG_PATH: folder.root, FABRIC_LOGGING_SPEC: logging() };
  return { node, program: consortium.binaries.orderer, args: [], env, cwd: folder.root, log: folder.log };
};

/** Writes a peer's configuration and says how it is started. */
export const peerCommand = async (consortium: Consortium, operator: OperatorMaterial): Promise<Command> => {
  const { name, mspId } = operator.plan;
  const node = nodeName('peer', name);
  const folder = consortium.layout.node(node);
  writeMspFolder(folder.msp, operator, operator.peer);
  const yaml = coreYaml({
    operator: name,
    mspId,
    folder,
    tls: await nodeTls(operator, 'peer'),
    host,
    listen: host,
    builder: builderFolder,
    port: portOf(consortium, `peer.${name}`),
    operationsPort: portOf(consortium, `peer-operations.${name}`),
  });
  writeWhole(join(folder.root, 'core.yaml'), yaml);
  const env = {
    FABRIC_CFG_PATH: folder.root,
    FABRIC_LOGGING_SPEC: logging(),
    SUYUAN_CHAINCODE_CONNECTIONS: folder.connections,
  };
  return { node, program: consortium.binaries.peer, args: ['node', 'start'], env, cwd: folder.root, log: folder.log };
};

/**
 * Says how an operator's chaincode service is started, and tells its peer where it listens. Both show certificates of
 * the operator's TLS authority, so that no other program on the machine plays either part.
 */
export const chaincodeCommand = async (
  consortium: Consortium,
  operator: OperatorMaterial,
  bundle: KeptBundle,
  slot: Slot,
): Promise<Command> => {
  const { name, mspId } = operator.plan;
  const node = `${slot}.${name}`;
  const folder = consortium.layout.node(node);
  const [service, peer] = await Promise.all([nodeTls(operator, 'chaincode'), nodeTls(operator, 'peer')]);
  const address = `${host}:${portOf(consortium, node)}`;
  const connection = {
    address,
    dial_timeout: '5s',
    tls_required: true,
    client_auth_required: true,
    client_key: peer.key,
    client_cert: peer.certificate,
    root_cert: service.rootPem,
    domain: host,
  };
  const connections = consortium.layout.node(nodeName('peer', name)).connections;
  writeWhole(join(connections, `${bundle.label}.json`), JSON.stringify(connection), 0o600);
  const env = {
    CHAINCODE_ID: bundle.packageId,
    CHAINCODE_SERVER_ADDRESS: address,
    CHAINCODE_TLS_CERT_FILE: service.certificateFile,
    CHAINCODE_TLS_KEY_FILE: service.keyFile,
    CHAINCODE_TLS_CLIENT_CACERT_FILE: service.root,
    CORE_PEER_LOCALMSPID: mspId,
    CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
    SUYUAN_CLOCK_SKEW_SECONDS: String(consortium.state.topology.limits.clockSkewSeconds),
  };
  const args = bundle.serves ? [bundle.main] : [runner, bundle.main];
  return { node, program: process.execPath, args, env, cwd: folder.root, log: folder.log };
};
