import { join } from 'node:path';
import type { NodeFolder } from '../layout.ts';
import { ordererSettings, type Setting } from '../settings.ts';
import type { NodeTls } from './tls.ts';
import { toYaml } from './yaml.ts';

/** What is particular to one orderer. */
export interface OrdererPlace {
  readonly mspId: string;
  readonly folder: NodeFolder;
  readonly tls: NodeTls;
  /** The address that it listens at. */
  readonly listen: string;
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
}

const own = (place: OrdererPlace): readonly Setting[] => {
  const { folder, tls, listen } = place;
  const set = (path: string, value: Setting['value'], why = ''): Setting => ({ path, value, why });
  const files = { Enabled: true, Certificate: tls.certificateFile, PrivateKey: tls.keyFile };
  return [
    set('General.ListenAddress', listen),
    set('General.ListenPort', place.port),
    set('General.TLS', { ...files, RootCAs: [tls.root], ClientAuthRequired: false }),
    set(
      'General.Cluster.ClientCertificate',
      tls.certificateFile,
      'orderers know each other by these, from the channel',
    ),
    set('General.Cluster.ClientPrivateKey', tls.keyFile),
    set('General.LocalMSPDir', folder.msp),
    set('General.LocalMSPID', place.mspId),
    set('General.BCCSP', { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } }),
    set('FileLedger.Location', join(folder.data, 'ledger')),
    set('Consensus', { WALDir: join(folder.data, 'wal'), SnapDir: join(folder.data, 'snapshots') }),
    set('Admin.ListenAddress', `localhost:${place.adminPort}`, 'joins channels; by client certificate'),
    set('Admin.TLS', { ...files, ClientAuthRequired: true, ClientRootCAs: [tls.root] }),
    set('Operations.ListenAddress', `localhost:${place.operationsPort}`, '/healthz, /version, /metrics, /logspec'),
    set('Operations.TLS', { ...files, ClientAuthRequired: false, ClientRootCAs: [tls.root] }),
  ];
};

/** orderer.yaml of an orderer. */
export const ordererYaml = (place: OrdererPlace): string => toYaml([...own(place), ...ordererSettings]);
