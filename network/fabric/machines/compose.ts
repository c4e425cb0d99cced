import { chaincodeEnvironment, gatewayEnvironment, type MachinePlace, peerEnvironment } from './units.ts';

const service = (image: string, command: readonly string[], folder: string, environment: Record<string, string>) => ({
  image,
  command,
  network_mode: 'host',
  restart: 'on-failure',
  volumes: [`${folder}:${folder}`, '/opt/suyuan:/opt/suyuan:ro'],
  environment,
});

/**
 * A compose file for one operator's orderer, peer, chaincode service, gateway and PostgreSQL, as JSON, which is YAML.
 * All share the machine's network, so that they find each other at the addresses of the configuration files.
 */
export const compose = (place: MachinePlace): string => {
  const { folder, chaincode } = place;
  const password = 'POSTGRES_PASSWORD';
  const database = {
    image: 'postgres:17',
    network_mode: 'host',
    restart: 'on-failure',
    volumes: [`${folder}/postgres:/var/lib/postgresql/data`],
    environment: { POSTGRES_USER: 'suyuan', POSTGRES_DB: 'suyuan', [password]: `\${${password}:?}` },
  };
  const gateway = {
    ...gatewayEnvironment(place),
    DATABASE_URL: `postgres://suyuan:\${${password}:?}@localhost/suyuan`,
  };
  const services = {
    orderer: service('hyperledger/fabric-orderer:3.1', ['orderer'], folder, { FABRIC_CFG_PATH: `${folder}/orderer` }),
    peer: service('hyperledger/fabric-peer:3.1', ['peer', 'node', 'start'], folder, peerEnvironment(folder)),
    chaincode: service('node:26-slim', ['node', chaincode.bundle], folder, chaincodeEnvironment(place)),
    gateway: service('node:26-slim', ['node', '/opt/suyuan/gateway/src/main.ts'], folder, gateway),
    database,
  };
  return `${JSON.stringify({ services }, null, 2)}\n`;
};
