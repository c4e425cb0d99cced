import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, writeConnection } from '../../connection.ts';
import { personMaterial } from '../../embedded/genesis-ledger.ts';
import { writeWhole } from '../../files.ts';
import { certificateFile } from '../../identity/folders.ts';
import { ensureMaterial, type OperatorMaterial } from '../../identity/material.ts';
import { listPeople } from '../../identity/people.ts';
import type { Topology } from '../../topology.ts';
import { coreYaml } from '../configuration/core.ts';
import { writeMspFolder } from '../configuration/msp-folder.ts';
import { ordererYaml } from '../configuration/orderer.ts';
import { type NodeTls, nodeTls } from '../configuration/tls.ts';
import { builderFolder, type NodeFolder } from '../layout.ts';
import type { ServicePackage } from '../lifecycle/package.ts';
import { operatorNamed } from '../state.ts';
import type { Card } from './card.ts';
import { compose } from './compose.ts';
import { type MachinePlace, units } from './units.ts';

export interface MachineOptions {
  readonly topology: Topology;
  readonly operator: string;
  /** The name by which the other operators reach this machine. */
  readonly host: string;
  /** The orderer's port; the peer's is one more, then chaincode, orderer's admin, peer's and orderer's operations. */
  readonly basePort: number;
  /** Absolute; everything is written below it, and the nodes keep their data there. */
  readonly folder: string;
  readonly bundle: ServicePackage;
}

/** No people but the operator's own: they are enrolled by its authority, not here. */
const withoutPeople = (topology: Topology, name: string): Topology => {
  const plan = operatorNamed({ topology }, name);
  const entities = plan.entities.map((entity) => ({ ...entity, people: [] }));
  return { ...topology, operators: [{ ...plan, entities }] };
};

const nodeFolder = (root: string): NodeFolder => ({
  root,
  msp: join(root, 'msp'),
  data: join(root, 'data'),
  log: join(root, 'log'),
  connections: join(root, 'connections'),
});

const writeNodes = (options: MachineOptions, operator: OperatorMaterial, tls: Record<'orderer' | 'peer', NodeTls>) => {
  const { host, folder, basePort } = options;
  const { name, mspId } = operator.plan;
  const [orderer, peer] = [nodeFolder(join(folder, 'orderer')), nodeFolder(join(folder, 'peer'))];
  const builder = join(folder, 'builder');
  const listen = '0.0.0.0';
  cpSync(builderFolder, builder, { recursive: true });
  writeMspFolder(orderer.msp, operator, operator.orderer);
  writeMspFolder(peer.msp, operator, operator.peer);
  writeMspFolder(join(folder, 'admin', 'msp'), operator, personMaterial(operator, 'admin'));
  const ordererPorts = { port: basePort, adminPort: basePort + 3, operationsPort: basePort + 5 };
  writeWhole(
    join(orderer.root, 'orderer.yaml'),
    ordererYaml({ mspId, folder: orderer, tls: tls.orderer, listen, ...ordererPorts }),
  );
  const peerPorts = { port: basePort + 1, operationsPort: basePort + 4 };
  writeWhole(
    join(peer.root, 'core.yaml'),
    coreYaml({ operator: name, mspId, folder: peer, tls: tls.peer, host, listen, builder, ...peerPorts }),
  );
};

const writeChaincode = (options: MachineOptions, service: NodeTls, peer: NodeTls): MachinePlace['chaincode'] => {
  const { folder, bundle, basePort } = options;
  const address = `localhost:${basePort + 2}`;
  const connection = {
    ...{ address, dial_timeout: '5s', tls_required: true, client_auth_required: true, domain: 'localhost' },
    ...{ client_key: peer.key, client_cert: peer.certificate, root_cert: service.rootPem },
  };
  const file = join(folder, 'peer', 'connections', `${bundle.label}.json`);
  writeWhole(file, JSON.stringify(connection), 0o600);
  writeWhole(join(folder, 'chaincode', `${bundle.label}.tar.gz`), bundle.bytes);
  const copy = join(folder, 'chaincode', `${bundle.label}.cjs`);
  cpSync(bundle.main, copy);
  return { packageId: bundle.packageId, bundle: copy, address };
};

/** The environment in which the `peer` and `osnadmin` commands speak as the operator's administrator. */
const adminEnvironment = (options: MachineOptions, operator: OperatorMaterial, tls: NodeTls): string =>
  Object.entries({
    FABRIC_CFG_PATH: join(options.folder, 'peer'),
    CORE_PEER_LOCALMSPID: operator.plan.mspId,
    CORE_PEER_MSPCONFIGPATH: join(options.folder, 'admin', 'msp'),
    CORE_PEER_ADDRESS: `${options.host}:${options.basePort + 1}`,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: tls.root,
    SUYUAN_ORDERER: `${options.host}:${options.basePort}`,
    SUYUAN_ORDERER_ADMIN: `localhost:${options.basePort + 3}`,
    SUYUAN_TLS_ROOT: tls.root,
    SUYUAN_TLS_CERT: tls.certificateFile,
    SUYUAN_TLS_KEY: tls.keyFile,
    SUYUAN_PACKAGE_ID: options.bundle.packageId,
    SUYUAN_PACKAGE: join(options.folder, 'chaincode', `${options.bundle.label}.tar.gz`),
    SUYUAN_VERSION: options.bundle.version,
  })
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');

/**
 * Writes everything that one operator's machine needs: keys (those that are there are kept), configuration of orderer
 * and peer, the chaincode, systemd units, a compose file, the gateway's connection.json, and the card for the others.
 * @returns the card's file
 */
export const writeMachine = async (options: MachineOptions): Promise<string> => {
  const { folder, host, basePort, topology } = options;
  const [operator] = await ensureMaterial(join(folder, 'keys'), withoutPeople(topology, options.operator));
  if (!operator) throw new Error(`there is no operator ${options.operator}`);
  const [orderer, peer, service] = await Promise.all([
    nodeTls(operator, 'orderer', host),
    nodeTls(operator, 'peer', host),
    nodeTls(operator, 'chaincode'),
  ]);
  const { name, mspId, title, committee } = operator.plan;
  writeNodes(options, operator, { orderer, peer });
  const place: MachinePlace = {
    ...{ folder, mspId, operator: name, host },
    chaincode: writeChaincode(options, service, peer),
    chaincodeTls: { certificate: service.certificateFile, key: service.keyFile, root: service.root },
  };
  for (const [file, text] of Object.entries(units(place))) writeWhole(join(folder, 'systemd', file), text);
  writeWhole(join(folder, 'compose.yaml'), compose(place));
  writeWhole(join(folder, 'admin', 'env.sh'), adminEnvironment(options, operator, peer));
  const connection: Connection = {
    ...{ channel: topology.channel, chaincode: topology.chaincode.name, engine: 'fabric' },
    demonstration: topology.demonstration,
    operators: [
      {
        ...{ mspId, name, title, committee, peer: `${host}:${basePort + 1}` },
        tlsRoot: certificateFile(operator.folder.tlsAuthority),
        people: listPeople(operator.folder, operator.plan),
      },
    ],
  };
  writeConnection(join(folder, 'connection.json'), connection);
  const card: Card = {
    ...{ name, mspId, host, root: operator.authority.certificate, tlsRoot: operator.tlsAuthority.certificate },
    peerPort: basePort + 1,
    orderer: { port: basePort, identity: operator.orderer.certificate, tlsCertificate: orderer.certificate },
  };
  const file = join(folder, `${name}.card.json`);
  writeWhole(file, `${JSON.stringify(card, null, 2)}\n`);
  return file;
};
