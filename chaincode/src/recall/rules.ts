import {
  type Acknowledgement,
  type Actor,
  type Asset,
  type Commands,
  type Recall,
  type Recalled,
  type Release,
  refuse,
} from '@suyuan/schemas';

type Party = Actor & { entity: string };

/** A release with who holds its asset now, and whether it stands recalled. */
export type Held = {
  readonly release: Release;
  readonly asset: Pick<Asset, 'id' | 'entity' | 'disclosure'>;
  readonly recalled: Recalled | undefined;
};

/** A holder, or a regulator, marks a release as wrong. What replaces it is another release of the same holder. */
export function order(
  what: {
    readonly id: string;
    readonly wrong: Held;
    readonly replacement: Held | undefined;
    readonly by: Party;
    readonly regulator: boolean;
    readonly said: Pick<Commands['recall:order'], 'reason' | 'evidence'>;
  },
  time: string,
): [Recall, Recalled] {
  const { id, wrong, replacement, by, regulator, said } = what;
  const { release, asset } = wrong;
  if (by.entity !== asset.entity && !regulator) throw refuse('RECALL_PARTY', { entity: asset.entity }, 'release');
  if (wrong.recalled?.recall) throw refuse('RECALL_EXISTS', { recall: wrong.recalled.recall }, 'release');
  if (replacement) mustReplace(wrong, replacement);
  const replaced = replacement ? { replacement: replacement.release.id } : {};
  const recall: Recall = {
    schema: 'recall/1',
    id,
    release: release.id,
    asset: asset.id,
    holder: asset.entity,
    disclosure: asset.disclosure,
    as: by.entity === asset.entity ? 'holder' : 'regulator',
    orderedBy: by,
    ...said,
    ...replaced,
    state: 'ordered',
    orderedAt: time,
    time,
  };
  return [recall, { schema: 'recalled/1', release: release.id, recall: id, ...replaced, time }];
}

function mustReplace(wrong: Held, replacement: Held): void {
  const rule =
    replacement.release.id === wrong.release.id
      ? 'the same release 同一版本'
      : replacement.asset.entity !== wrong.asset.entity
        ? `held by ${replacement.asset.entity} 持有方不同`
        : replacement.recalled?.recall
          ? `recalled by ${replacement.recalled.recall} 已被召回`
          : undefined;
  if (rule) throw refuse('RECALL_REPLACEMENT', { rule }, 'replacement');
}

function mustStand({ state }: Recall): void {
  if (state !== 'ordered') throw refuse('RECALL_STATE', {}, 'recall');
}

/** An entity says what it did about its releases downstream; saying more later replaces what it said. */
export function acknowledge(
  recall: Recall,
  by: Party,
  said: Omit<Commands['recall:acknowledge'], 'commandId' | 'recall'>,
  held: readonly Held[],
  time: string,
): Acknowledgement {
  mustStand(recall);
  held.forEach(({ release, asset }, n) => {
    if (asset.entity !== by.entity) {
      const field = n < said.releases.length ? `releases.${n}` : 'replacement';
      throw refuse('RECALL_OWN', { release: release.id, entity: asset.entity }, field);
    }
  });
  return { schema: 'ack/1', recall: recall.id, entity: by.entity, ...said, by, time };
}

/** Whoever ordered a recall takes it back; its release is as good as before. */
export function withdraw(recall: Recall, by: Party, reason: string, time: string): [Recall, Recalled] {
  const { entity = '–' } = recall.orderedBy;
  if (by.entity !== entity) throw refuse('RECALL_ORDERER', { entity }, 'recall');
  mustStand(recall);
  return [
    { ...recall, state: 'withdrawn', withdrawal: { by, reason }, time },
    { schema: 'recalled/1', release: recall.release, time },
  ];
}
