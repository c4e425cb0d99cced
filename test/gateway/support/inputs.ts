import { buildSchema } from 'graphql';
import { ledgerEnums } from '../../../gateway/src/graphql/enums.ts';
import { sdl } from '../../../gateway/src/graphql/sdl.ts';
import { initial } from '../../support/builders.ts';

const enums = ledgerEnums(buildSchema(sdl().join('\n')));
const upper = (type: string, value: string) =>
  Object.entries(enums[type] ?? {}).find(([, ledger]) => ledger === value)?.[0] ?? value;

/** An initial application as the API takes it: its tag outside, its enums by their GraphQL names. */
export function initialInput(holder: string, file: string) {
  const { type: _type, asset, release, evidence } = initial(holder, file);
  const { descriptor } = asset;
  return {
    initial: {
      asset: {
        ...asset,
        kind: upper('AssetKind', asset.kind),
        grade: upper('Grade', asset.grade),
        sourceBasis: upper('SourceBasis', asset.sourceBasis),
        rights: asset.rights.map((right) => ({ ...right, right: upper('RightKind', right.right) })),
        descriptor: {
          ...descriptor,
          form: upper('AssetForm', descriptor.form),
          updateFrequency: upper('UpdateFrequency', descriptor.updateFrequency),
          fields: descriptor.fields.map((field) => ({ ...field, type: upper('FieldType', field.type) })),
        },
      },
      release: { ...release, grade: upper('Grade', release.grade) },
      evidence: evidence.map((one) => ({ ...one, kind: upper('EvidenceKind', one.kind) })),
    },
  };
}
