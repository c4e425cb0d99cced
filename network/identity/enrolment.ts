import { join } from 'node:path';
import { writeWhole } from '../files.ts';
import type { OperatorPlan } from '../topology.ts';
import { type Authority, issueCertificate } from './authority.ts';
import { type OperatorFolder, writeIssued } from './folders.ts';
import type { PersonRecord } from './people.ts';
import { createPkcs12 } from './pkcs12.ts';

/** Opens the PKCS#12 stores of a demonstration's people. */
export const demonstrationPassword = 'demonstration';

const personDays = 730;

const attributesOf = (operator: OperatorPlan, person: PersonRecord): Record<string, string> => ({
  'hf.EnrollmentID': person.name,
  'hf.Type': person.ou,
  'hf.Affiliation': operator.name,
  'suyuan.entity': person.entity,
  'suyuan.roles': person.roles.join(','),
  'suyuan.clearance': person.clearance,
  ...(person.name === 'gateway' ? { 'suyuan.duty': 'gateway' } : {}),
});

/** Certificate, key and PKCS#12 store of a new person; `person.json` is written last and marks it complete. */
export const createPerson = async (
  folder: OperatorFolder,
  operator: OperatorPlan,
  authority: Authority,
  person: PersonRecord,
): Promise<void> => {
  const place = join(folder.people, person.name);
  const issued = await issueCertificate(authority, {
    commonName: person.name,
    organizationalUnit: person.ou,
    days: personDays,
    attributes: attributesOf(operator, person),
  });
  writeIssued(place, issued);
  const chain = [issued.certificate, authority.certificate];
  writeWhole(join(place, 'person.p12'), createPkcs12(issued.key, chain, demonstrationPassword, person.name), 0o600);
  writeWhole(join(place, 'person.json'), `${JSON.stringify(person, null, 2)}\n`);
};
