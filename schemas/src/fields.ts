import { type AssetText, type Commitments, Descriptor, type ReleaseText } from './asset.ts';
import { commitment, publicSalt } from './digest.ts';

/** The fields of an asset that are committed to one by one, so that each can be revealed alone. */
export function assetFields(text: AssetText): Record<string, unknown> {
  const { descriptor, ...rest } = text;
  return { ...descriptor, ...rest };
}

export function releaseFields(text: ReleaseText): Record<string, unknown> {
  return { ...text };
}

const edgeField = /^edge(\d+)$/;

/** The fields of a release that go into a vault: each input is one of its own, `edge0` and on. */
export function releaseVaultFields(text: ReleaseText): Record<string, unknown> {
  const { inputs, ...rest } = text;
  return { ...rest, ...Object.fromEntries(inputs.map((input, n) => [`edge${n}`, input])) };
}

/** An asset's text out of its fields, as far as they are one: whether it fits its schema is still to be seen. */
export function assetOfFields(fields: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(fields);
  const within = ([name]: [string, unknown]) => Object.hasOwn(Descriptor.properties, name);
  return {
    ...Object.fromEntries(entries.filter((entry) => !within(entry))),
    descriptor: Object.fromEntries(entries.filter(within)),
  };
}

/** A release's text out of the fields that a vault has. */
export function releaseOfFields(fields: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(fields);
  const inputs = entries.flatMap(([name, value]) => {
    const place = edgeField.exec(name)?.[1];
    return place === undefined ? [] : [{ place: Number(place), value }];
  });
  return {
    ...Object.fromEntries(entries.filter(([name]) => !edgeField.test(name))),
    inputs: inputs.sort((a, b) => a.place - b.place).map(({ value }) => value),
  };
}

/** Every commitment of a sealed release, by the field of its vault. */
export function sealedFields(sealed: {
  commitments: Commitments;
  inputs?: readonly { commitment: string }[];
}): Commitments {
  const edges = (sealed.inputs ?? []).map(({ commitment: digest }, n) => [`edge${n}`, digest]);
  return { ...sealed.commitments, ...Object.fromEntries(edges) };
}

/** One commitment for each public field, with the salts that follow from the transaction. */
export function commitPublic(fields: Record<string, unknown>, txId: string): Commitments {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, commitment(publicSalt(txId, field), field, value)]),
  );
}
