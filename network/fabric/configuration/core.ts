import { join } from 'node:path';
import type { NodeFolder } from '../layout.ts';
import { peerSettings, type Setting } from '../settings.ts';
import type { NodeTls } from './tls.ts';
import { toYaml } from './yaml.ts';

/** What is particular to one peer. */
export interface PeerPlace {
  readonly operator: string;
  readonly mspId: string;
  readonly folder: NodeFolder;
  readonly tls: NodeTls;
  /** The name that others know the peer by, and the address that it listens at. */
  readonly host: string;
  readonly listen: string;
  /** Where the external builder lies. */
  readonly builder: string;
  readonly port: number;
  readonly operationsPort: number;
}

const own = (place: PeerPlace): readonly Setting[] => {
  const { folder, tls, host, port, operationsPort } = place;
  const address = `${host}:${port}`;
  const set = (path: string, value: Setting['value'], why = ''): Setting => ({ path, value, why });
  return [
    set('peer.id', `peer.${place.operator}`),
    set('peer.localMspId', place.mspId),
    set('peer.mspConfigPath', folder.msp),
    set('peer.fileSystemPath', folder.data),
    set('peer.listenAddress', `${place.listen}:${port}`),
    set('peer.address', address, 'clients check the certificate against this name; Node refuses an IP address there'),
    set(
      'peer.chaincodeListenAddress',
      'localhost:0',
      'no chaincode dials the peer: it is a service that the peer dials',
    ),
    set('peer.gossip.bootstrap', address, 'the other operators come from the anchor peers of the channel'),
    set('peer.gossip.endpoint', address),
    set('peer.gossip.externalEndpoint', address, 'unset, other operators would not learn of this peer'),
    set('peer.tls', {
      enabled: true,
      cert: { file: tls.certificateFile },
      key: { file: tls.keyFile },
      rootcert: { file: tls.root },
      clientAuthRequired: false,
    }),
    set('peer.BCCSP', { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } }),
    set('chaincode.externalBuilders', [
      { name: 'suyuan-service', path: place.builder, propagateEnvironment: ['SUYUAN_CHAINCODE_CONNECTIONS'] },
    ]),
    set('ledger.snapshots.rootDir', join(folder.data, 'snapshots'), '`peer snapshot submitrequest` writes here'),
    set('operations.listenAddress', `localhost:${operationsPort}`, '/healthz, /version, /metrics, /logspec'),
    set('operations.tls', {
      enabled: true,
      cert: { file: tls.certificateFile },
      key: { file: tls.keyFile },
      clientAuthRequired: false,
      clientRootCAs: { files: [tls.root] },
    }),
  ];
};

/** core.yaml of a peer. */
export const coreYaml = (place: PeerPlace): string => toYaml([...own(place), ...peerSettings]);
