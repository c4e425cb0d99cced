import { createHash } from 'node:crypto';
import type { ChaincodePackage } from '../../embedded/endorser/package.ts';
import { tarball } from './tar.ts';

/** What peers install: a package that names the bundle by its digest and leaves each operator to run it as a service. */
export interface ServicePackage {
  readonly name: string;
  /** The definition's version: the first half of the bundle's digest. */
  readonly version: string;
  readonly label: string;
  readonly packageId: string;
  readonly bytes: Buffer;
  /** The file that the service runs. */
  readonly main: string;
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
  return { name, version, label, packageId, bytes, main };
};
