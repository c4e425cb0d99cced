import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ChaincodePackage } from '../../embedded/endorser/package.ts';
import type { KeptBundle } from '../state.ts';
import { tarball } from './tar.ts';

/** What peers install: a package that names the bundle by its digest and leaves each operator to run it as a service. */
export interface ServicePackage extends KeptBundle {
  readonly bytes: Uint8Array;
}

/** The same package for every operator: where a service listens is a matter of its own machine. */
export const servicePackage = (chaincode: ChaincodePackage): ServicePackage => {
  const { name, version, digest, main } = chaincode;
  const label = `${name}_${version}`;
  const code = tarball({
    label: Buffer.from(label),
    'bundle.json': Buffer.from(`${JSON.stringify({ name, sha256: digest })}\n`),
  });
  const bytes = tarball({
    'metadata.json': Buffer.from(JSON.stringify({ path: '', type: 'ccaas', label })),
    'code.tar.gz': code,
  });
  const packageId = `${label}:${createHash('sha256').update(bytes).digest('hex')}`;
  // A main that reads where to listen is a service; that of another package only exports its contracts.
  const serves = readFileSync(main, 'utf8').includes('CHAINCODE_SERVER_ADDRESS');
  return { name, version, label, packageId, bytes, main, serves };
};
