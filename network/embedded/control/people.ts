import type { PersonEntry } from '../../connection.ts';
import { personExists } from '../../identity/people.ts';
import { updateMembership } from '../channel/config-update.ts';
import { personMaterial } from '../genesis-ledger.ts';
import type { Embedded } from '../network.ts';

/** Who is to be enrolled, and where. */
export interface Enrolment {
  readonly operator: string;
  readonly entity: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly clearance: string;
}

/** A request that cannot be done, said so that the asker can mend it. */
export class ControlError extends Error {}

const slug = /^[a-z][a-z0-9-]{0,62}$/;

/** Issues a certificate to a new person and puts them into connection.json. @throws ControlError */
export const enroll = async (network: Embedded, enrolment: Enrolment): Promise<PersonEntry> => {
  const { operator, entity, name, roles, clearance } = enrolment;
  const material = network.material.find(({ plan }) => plan.mspId === operator || plan.name === operator);
  if (!material) {
    const known = network.material.map(({ plan }) => plan.mspId).join(', ');
    throw new ControlError(`there is no operator ${operator}; there are ${known}`);
  }
  if (!slug.test(name) || !slug.test(entity) || !roles.every((role) => slug.test(role))) {
    throw new ControlError('name, entity and roles are lower-case letters, digits and dashes');
  }
  if (!/^(general|important|core)$/.test(clearance)) {
    throw new ControlError('clearance is general, important or core');
  }
  if (network.material.some(({ folder }) => personExists(folder, name))) {
    throw new ControlError(`there is already a person named ${name}`);
  }
  const { createPerson } = await import('../../identity/enrolment.ts');
  const title = { zh: name, en: name };
  await createPerson(material.folder, material.plan, material.authority, {
    ...{ name, entity, roles, clearance, title },
    ou: 'client',
  });
  const entry = network
    .refreshConnection()
    .operators.find(({ mspId }) => mspId === material.plan.mspId)
    ?.people.find((person) => person.name === name);
  if (!entry) throw new Error(`${name} was enrolled and cannot be found`);
  return entry;
};

/** Revokes a person's certificate by a configuration block. @returns that block's number @throws ControlError */
export const revoke = async (network: Embedded, operator: string | undefined, name: string): Promise<number> => {
  const holders = network.material.filter(
    ({ plan, folder }) =>
      (operator === undefined || plan.mspId === operator || plan.name === operator) && personExists(folder, name),
  );
  const [material, second] = holders;
  if (!material) throw new ControlError(`there is no person named ${name}`);
  if (second) throw new ControlError(`several operators have a person named ${name}: name the operator`);
  const [first] = network.material;
  if (!first) throw new Error('a network needs an operator');
  const { revokeCertificate } = await import('../../identity/revocation.ts');
  const list = await revokeCertificate(material, name);
  const { plan, authority, tlsAuthority } = material;
  const { envelope, config } = updateMembership(
    network.connection.channel,
    network.committer.configuration,
    { mspId: plan.mspId, root: authority.certificate, tlsRoot: tlsAuthority.certificate, revocationLists: [list] },
    { mspId: plan.mspId, ...personMaterial(material, 'admin') },
    { mspId: first.plan.mspId, ...first.orderer },
  );
  const block = await network.orderer.configure(envelope, config);
  return block.number;
};
