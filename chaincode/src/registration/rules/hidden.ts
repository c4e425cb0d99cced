import {
  type Application,
  AssetText,
  assetOfFields,
  firstBreach,
  ReleaseText,
  releaseOfFields,
  type SealedApplication,
  type SealedAsset,
} from '@suyuan/schemas';
import type { Input } from '../../lineage/state.ts';
import type { Breach } from './precheck.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the vaults of an application hold, by field. */
export type Hidden = { readonly asset: Fields; readonly release: Fields | undefined };

/** A sealed application as it would be in the open, or what keeps its values from being one. */
export function unsealed(
  sealed: SealedApplication,
  hidden: Hidden,
): { application: Application } | { breaches: Breach[] } {
  const asset = assetOfFields(hidden.asset);
  const release = hidden.release && releaseOfFields(hidden.release);
  const breaches = [
    ...misshapen(AssetText, asset, 'sealed'),
    ...(release === undefined ? [] : misshapen(ReleaseText, release, 'release')),
  ];
  if (breaches.length > 0) return { breaches };
  const { sealed: _, ...rest } = sealed;
  const evidence = sealed.evidence.map((file) => ({ ...file, name: file.kind }));
  return { application: { ...rest, evidence, asset, ...(release === undefined ? {} : { release }) } as Application };
}

function misshapen(schema: Parameters<typeof firstBreach>[0], value: unknown, field: string): Breach[] {
  const breach = firstBreach(schema, value);
  return breach ? [{ code: 'VAULT_SHAPE', field, params: { at: breach.field, rule: breach.rule } }] : [];
}

const claim = (field: string, claimed: string | number, found: string | number): Breach[] =>
  claimed === found ? [] : [{ code: 'VAULT_CLAIM', field, params: { claimed, found } }];

/** What an application says in public of its hidden values, held against them. */
export function claims(sealed: SealedApplication, open: Application, inputs: readonly Input[]): Breach[] {
  const asset = 'asset' in open ? claim('sealed.grade', sealed.sealed.grade, open.asset.grade) : [];
  if (sealed.type !== 'initial' || open.type !== 'initial') return asset;
  const { release } = sealed;
  const rank = 1 + Math.max(0, ...inputs.map((input) => ('rank' in input ? input.rank : 0)));
  return [
    ...asset,
    ...claim('release.grade', release.grade, open.release.grade),
    ...claim('release.rank', release.rank, rank),
    ...claim('release.inputs', release.inputs.length, inputs.length),
    ...release.inputs.flatMap((edge, n) => {
      const input = inputs[n];
      return input && 'grade' in input ? claim(`release.inputs.${n}.grade`, edge.grade, input.grade) : [];
    }),
  ];
}

/** The text that a transferee brings for a restricted asset: the holder's right is now its own. */
export function transferred(consented: SealedAsset, fields: Fields, transferee: string): Breach[] {
  const text = assetOfFields(fields);
  const breaches = misshapen(AssetText, text, 'consented');
  if (breaches.length > 0) return breaches;
  const { grade, rights } = text as AssetText;
  const holder = rights.find(({ right }) => right === 'hold')?.holder ?? '–';
  return [
    ...claim('consented.grade', consented.grade, grade),
    ...(holder === transferee
      ? []
      : [
          {
            code: 'RULE_RIGHTS' as const,
            field: 'consented.rights',
            params: { right: 'hold', rule: `held by ${transferee} 应由 ${transferee} 持有` },
          },
        ]),
  ];
}
