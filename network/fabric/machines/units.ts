/** What the files of one machine are told: absolute folder, operator, and where its parts listen. */
export interface MachinePlace {
  readonly folder: string;
  readonly operator: string;
  readonly mspId: string;
  /** The name by which the other operators reach this machine. */
  readonly host: string;
  readonly chaincode: { readonly packageId: string; readonly bundle: string; readonly address: string };
  readonly chaincodeTls: { readonly certificate: string; readonly key: string; readonly root: string };
}

const unit = (description: string, start: string, environment: Readonly<Record<string, string>>): string =>
  `[Unit]
Description=${description}
After=network-online.target
Wants=network-online.target

[Service]
User=suyuan
${Object.entries(environment)
  .map(([name, value]) => `Environment=${name}=${value}`)
  .join('\n')}
ExecStart=${start}
Restart=on-failure
RestartSec=2
LimitNOFILE=65536
NoNewPrivileges=true
ProtectSystem=full

[Install]
WantedBy=multi-user.target
`;

/** Environment of the chaincode service. */
export const chaincodeEnvironment = ({ mspId, chaincode, chaincodeTls }: MachinePlace): Record<string, string> => ({
  CHAINCODE_ID: chaincode.packageId,
  CHAINCODE_SERVER_ADDRESS: chaincode.address,
  CHAINCODE_TLS_CERT_FILE: chaincodeTls.certificate,
  CHAINCODE_TLS_KEY_FILE: chaincodeTls.key,
  CHAINCODE_TLS_CLIENT_CACERT_FILE: chaincodeTls.root,
  CORE_PEER_LOCALMSPID: mspId,
  CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
});

export const peerEnvironment = (folder: string): Record<string, string> => ({
  FABRIC_CFG_PATH: `${folder}/peer`,
  SUYUAN_CHAINCODE_CONNECTIONS: `${folder}/peer/connections`,
});

/** Where gateways of other operators reach this one. */
const mtlsPort = 4443;

export const gatewayEnvironment = (place: MachinePlace): Record<string, string> => ({
  SUYUAN_HOME: `${place.folder}/gateway`,
  SUYUAN_CONNECTION: `${place.folder}/connection.json`,
  SUYUAN_OPERATOR: place.operator,
  HOST: '0.0.0.0',
  SUYUAN_MTLS_PORT: String(mtlsPort),
  SUYUAN_MTLS_URL: `https://${place.host}:${mtlsPort}/`,
  DATABASE_URL: 'postgres://suyuan@localhost/suyuan',
});

/** systemd units by file name. Fabric's programs are taken from /opt/fabric/bin, the platform from /opt/suyuan. */
export const units = (place: MachinePlace): Readonly<Record<string, string>> => {
  const { folder, operator } = place;
  const node = '/opt/suyuan/node_modules/.bin/node';
  return {
    'suyuan-orderer.service': unit(`Suyuan orderer of ${operator}`, '/opt/fabric/bin/orderer', {
      FABRIC_CFG_PATH: `${folder}/orderer`,
    }),
    'suyuan-peer.service': unit(
      `Suyuan peer of ${operator}`,
      '/opt/fabric/bin/peer node start',
      peerEnvironment(folder),
    ),
    'suyuan-chaincode.service': unit(
      `Suyuan chaincode of ${operator}`,
      `${node} ${place.chaincode.bundle}`,
      chaincodeEnvironment(place),
    ),
    'suyuan-gateway.service': unit(
      `Suyuan gateway of ${operator}`,
      `${node} /opt/suyuan/gateway/src/main.ts`,
      gatewayEnvironment(place),
    ),
  };
};
