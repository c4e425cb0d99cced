import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issued } from '../../identity/authority.ts';
import { certificateFile, keyFile, readIssued, writeIssued } from '../../identity/folders.ts';
import type { OperatorMaterial } from '../../identity/material.ts';
import type { NodeKind } from '../layout.ts';

/** A node's TLS certificate and key, which it also shows as a client of its neighbours. */
export interface NodeTls extends Issued {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** The operator's TLS authority: its file, and its PEM. */
  readonly root: string;
  readonly rootPem: string;
}

const days = 3650;

/** Whether a certificate is there and names a host. */
const names = (folder: string, host: string): boolean =>
  existsSync(certificateFile(folder)) &&
  new X509Certificate(readIssued(folder).certificate).checkHost(host) !== undefined;

/**
 * Loads a node's TLS certificate for a host, making it when there is none for that host; peers have theirs from the
 * operator's own material.
 */
export const nodeTls = async (operator: OperatorMaterial, kind: NodeKind, host = 'localhost'): Promise<NodeTls> => {
  const folder = kind === 'peer' ? operator.folder.tls : join(operator.folder.root, `${kind}-tls`);
  if (!names(folder, host)) {
    const { issueCertificate } = await import('../../identity/authority.ts');
    const issued = await issueCertificate(operator.tlsAuthority, {
      commonName: `${kind}.${operator.plan.name}`,
      days,
      server: { dns: [...new Set([host, 'localhost'])], ip: ['127.0.0.1', '::1'] },
    });
    writeIssued(folder, issued);
  }
  return {
    ...readIssued(folder),
    certificateFile: certificateFile(folder),
    keyFile: keyFile(folder),
    root: certificateFile(operator.folder.tlsAuthority),
    rootPem: operator.tlsAuthority.certificate,
  };
};
