import { digestOf, type Entity, type EntityText, type Roster } from '@suyuan/schemas';

/** A legal person as a member. */
export function entered(text: EntityText, time: string, proposal?: string): Entity {
  return { schema: 'entity/1', ...text, state: 'active', since: time, ...(proposal ? { proposal } : {}), time };
}

/** The roster after one entity has other roles, or left: it keeps its place in a list, or goes to the end. */
function listed(roster: Roster, entity: Entity): Roster {
  const has = (role: Entity['roles'][number]) => entity.state === 'active' && entity.roles.includes(role);
  const list = (members: readonly string[], belongs: boolean) =>
    belongs ? [...new Set([...members, entity.id])] : members.filter((id) => id !== entity.id);
  return {
    ...roster,
    registrars: list(roster.registrars, has('registrar')),
    appealBodies: list(roster.appealBodies, has('arbiter') || has('regulator')),
    regulators: list(roster.regulators, has('regulator')),
  };
}

/** The roster to write after an entity changed, and anything else of the roster with it; none when it stays the same. */
export function rosterAfter(roster: Roster, entity: Entity, time: string, change: Partial<Roster> = {}): Roster[] {
  const changed = { ...listed(roster, entity), ...change };
  return digestOf(changed) === digestOf(roster) ? [] : [{ ...changed, time }];
}
