import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonEntry } from '../connection.ts';
import type { OperatorPlan } from '../topology.ts';
import { certificateFile, keyFile, type OperatorFolder } from './folders.ts';

/** What a person's certificate says of them. */
export type PersonRecord = Pick<PersonEntry, 'name' | 'roles' | 'entity' | 'clearance' | 'title' | 'ou'>;

/** The people that the topology names, with the operator's own `admin` and `gateway`. */
export const plannedPeople = (operator: OperatorPlan): PersonRecord[] => {
  const first = operator.entities[0];
  const own = { roles: [], entity: first?.id ?? '', clearance: first?.clearance ?? 'general' };
  return [
    ...operator.entities.flatMap((entity) =>
      entity.people.map((person) => ({
        name: person.name,
        roles: entity.roles,
        entity: entity.id,
        clearance: entity.clearance,
        title: person.title,
        ou: 'client' as const,
      })),
    ),
    { ...own, name: 'admin', title: { zh: '网络管理员', en: 'Administrator' }, ou: 'admin' as const },
    { ...own, name: 'gateway', title: { zh: '网关', en: 'Gateway' }, ou: 'client' as const },
  ];
};

export const personExists = (folder: OperatorFolder, name: string): boolean =>
  existsSync(join(folder.people, name, 'person.json'));

/** Everybody of an operator: first those of the topology in its order, then those enrolled later by name. */
export const listPeople = (folder: OperatorFolder, operator: OperatorPlan): PersonEntry[] => {
  const planned = plannedPeople(operator).map((person) => person.name);
  const present = existsSync(folder.people) ? readdirSync(folder.people).sort() : [];
  const names = [
    ...planned.filter((name) => present.includes(name)),
    ...present.filter((name) => !planned.includes(name)),
  ];
  return names
    .filter((name) => personExists(folder, name))
    .map((name) => {
      const place = join(folder.people, name);
      const record = JSON.parse(readFileSync(join(place, 'person.json'), 'utf8')) as PersonRecord;
      return { ...record, certificate: certificateFile(place), key: keyFile(place), p12: join(place, 'person.p12') };
    });
};
