import type { PersonEntry } from '../../connection.ts';
import { listPeople, personExists } from '../../identity/people.ts';
import { refreshConnection } from '../connection.ts';
import { type Consortium, materialOf } from '../consortium.ts';
import { operatorNamed } from '../state.ts';

/** Who is to be enrolled, and where. */
export interface Enrolment {
  readonly operator: string;
  readonly entity: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly clearance: string;
}

const slug = /^[a-z][a-z0-9-]{0,62}$/;

/** Issues a certificate to a new person by their operator's authority, and puts them into connection.json. */
export const enroll = async (consortium: Consortium, enrolment: Enrolment): Promise<PersonEntry> => {
  const { operator, entity, name, roles, clearance } = enrolment;
  const material = materialOf(consortium, operatorNamed(consortium.state, operator));
  if (![name, entity, ...roles].every((text) => slug.test(text))) {
    throw new Error('name, entity and roles are lower-case letters, digits and dashes');
  }
  if (!/^(general|important|core)$/.test(clearance)) throw new Error('clearance is general, important or core');
  if (consortium.material.some(({ folder }) => personExists(folder, name))) {
    throw new Error(`there is already a person named ${name}`);
  }
  const { createPerson } = await import('../../identity/enrolment.ts');
  const person = { name, entity, roles, clearance, title: { zh: name, en: name }, ou: 'client' as const };
  await createPerson(material.folder, material.plan, material.authority, person);
  refreshConnection(consortium);
  const entry = listPeople(material.folder, material.plan).find((one) => one.name === name);
  if (!entry) throw new Error(`${name} was enrolled and cannot be found`);
  return entry;
};
