import type { CharterText, EntityText } from '@suyuan/schemas';
import { calendar, profiles } from '../profiles.ts';

type Title = { readonly zh: string; readonly en: string };

/** As much of `network/topology.json` as a charter says. */
export type Topology = {
  readonly operators: readonly {
    readonly mspId: string;
    readonly title: Title;
    readonly committee: boolean;
    readonly entities: readonly (Omit<EntityText, 'host'> & { readonly founder: boolean })[];
  }[];
};

/** The charter that the operators of a topology found their consortium with: their founding entities, four profiles. */
export function charterOf(topology: Topology): CharterText {
  return {
    title: { zh: '溯源数据资产联盟', en: 'Suyuan data asset consortium' },
    operators: topology.operators.map(({ mspId, title, committee, entities }) => ({
      msp: mspId,
      title,
      committee,
      entity: entities[0]?.id ?? '',
    })),
    entities: topology.operators.flatMap(({ mspId, entities }) =>
      entities
        .filter((entity) => entity.founder)
        .map(({ id, title, roles, clearance }) => ({ id, title, host: mspId, roles, clearance })),
    ),
    profiles: profiles(),
    calendar: calendar(),
  };
}
