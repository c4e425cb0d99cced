import { commitment, externalId, type InputRef } from '@suyuan/schemas';
import type { Loaders } from '../loaders.ts';
import type { ReleaseModel, RevealedInputModel } from '../models.ts';

const EDGE = /^edge(\d+)$/;

const inputId = (input: InputRef): string => ('release' in input ? input.release : externalId(input.external));

/** Inputs of a restricted release that its vault holds and the reader may read, in their order. */
export async function revealedInputs({ vault }: ReleaseModel, load: Loaders): Promise<RevealedInputModel[]> {
  const found = vault === undefined ? undefined : await load.values(vault.id);
  const edges = Object.entries(found ?? {}).flatMap(([field, { salt, value }]) => {
    const place = EDGE.exec(field)?.[1];
    if (place === undefined) return [];
    const input = value as InputRef;
    return [
      { place: Number(place), field, salt, value, id: inputId(input), commitment: commitment(salt, field, value) },
    ];
  });
  return edges.sort((a, b) => a.place - b.place);
}

/** Ids of all its inputs, where none of them is hidden from the reader. */
export async function inputsOf(release: ReleaseModel, load: Loaders): Promise<readonly string[] | undefined> {
  if (release.inputs || !release.vault) return release.inputs;
  const [found, revealed] = await Promise.all([load.vault(release.vault.id), revealedInputs(release, load)]);
  const edges = Object.keys(found[0]?.commitments ?? {}).filter((field) => EDGE.test(field));
  return found[0] && edges.length === revealed.length ? revealed.map(({ id }) => id) : undefined;
}
