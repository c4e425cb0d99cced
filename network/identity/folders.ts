import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files.ts';
import type { Issued } from './authority.ts';

/** Where one operator's material lies. */
export interface OperatorFolder {
  readonly root: string;
  readonly authority: string;
  readonly tlsAuthority: string;
  readonly peer: string;
  readonly tls: string;
  readonly orderer: string;
  readonly people: string;
  readonly revoked: string;
}

export const operatorFolder = (operators: string, name: string): OperatorFolder => {
  const root = join(operators, name);
  return {
    root,
    authority: join(root, 'authority'),
    tlsAuthority: join(root, 'tls-authority'),
    peer: join(root, 'peer'),
    tls: join(root, 'tls'),
    orderer: join(root, 'orderer'),
    people: join(root, 'people'),
    revoked: join(root, 'revoked.json'),
  };
};

export const certificateFile = (folder: string): string => join(folder, 'certificate.pem');
export const keyFile = (folder: string): string => join(folder, 'key.pem');

/** A key is written before its certificate: a folder with a certificate is complete. */
export const writeIssued = (folder: string, issued: Issued): void => {
  writeWhole(keyFile(folder), issued.key, 0o600);
  writeWhole(certificateFile(folder), issued.certificate);
};

export const readIssued = (folder: string): Issued => ({
  certificate: readFileSync(certificateFile(folder), 'utf8'),
  key: readFileSync(keyFile(folder), 'utf8'),
});

/** An authority's certificate, and its key; the empty text where another machine keeps that. */
export const readAuthority = (folder: string): Issued => ({
  certificate: readFileSync(certificateFile(folder), 'utf8'),
  key: existsSync(keyFile(folder)) ? readFileSync(keyFile(folder), 'utf8') : '',
});
