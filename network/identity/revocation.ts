import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';
import { createRevocationList } from './authority.ts';
import { certificateFile } from './folders.ts';
import type { OperatorMaterial } from './material.ts';

interface Revoked {
  readonly name: string;
  readonly certificate: string;
  readonly at: string;
}

/** Adds a person's certificate to the operator's revoked ones, and gives the operator's new list as PEM. */
export const revokeCertificate = async (material: OperatorMaterial, name: string): Promise<string> => {
  const { folder, authority } = material;
  const certificate = readFileSync(certificateFile(join(folder.people, name)), 'utf8');
  const before = (readJson(folder.revoked) ?? []) as readonly Revoked[];
  const known = before.some((entry) => entry.certificate === certificate);
  const revoked = known ? before : [...before, { name, certificate, at: new Date().toISOString() }];
  writeWhole(folder.revoked, `${JSON.stringify(revoked, null, 2)}\n`);
  return createRevocationList(
    authority,
    revoked.map((entry) => ({ certificate: entry.certificate, at: new Date(entry.at) })),
  );
};
