import type { AssetPageQuery } from '../generated/asset.ts';
import type { Session } from '../session/token.ts';

type Asset = Pick<NonNullable<AssetPageQuery['asset']>, 'entityId' | 'state' | 'disclosure' | 'certificate'> & {
  readonly openCase: { readonly id: string } | null;
  readonly profile: { readonly types: readonly string[] } | null;
};

export type StepType = 'release' | 'change' | 'correction' | 'renewal' | 'transfer' | 'deregistration';

/** Why a step is not open now. */
export type Why =
  | { readonly code: 'openCase'; readonly case: string }
  | { readonly code: 'state'; readonly state: string }
  | { readonly code: 'early'; readonly from: string }
  | { readonly code: 'restricted' }
  | { readonly code: 'type' };

export type Step = { readonly type: StepType; readonly why?: Why | undefined };

const STANDING: Readonly<Record<StepType, readonly string[]>> = {
  release: ['ACTIVE'],
  change: ['ACTIVE'],
  correction: ['ACTIVE', 'SUSPENDED'],
  renewal: ['ACTIVE', 'EXPIRED'],
  transfer: ['ACTIVE'],
  deregistration: ['ACTIVE', 'SUSPENDED', 'EXPIRED'],
};

function whyNot(type: StepType, asset: Asset, now: number): Why | undefined {
  const { certificate, openCase, profile, disclosure } = asset;
  const state = certificate?.state ?? '';
  if (type !== 'release' && !profile?.types.includes(type.toUpperCase())) return { code: 'type' };
  if (!STANDING[type].includes(state)) return { code: 'state', state };
  // The transferee would have to be given the text, and bring it in a vault of its own.
  if (disclosure === 'RESTRICTED' && type === 'transfer') return { code: 'restricted' };
  if (type !== 'release' && openCase) return { code: 'openCase', case: openCase.id };
  const from = certificate?.renewableFrom;
  return type === 'renewal' && from && Date.parse(from) > now ? { code: 'early', from } : undefined;
}

/**
 * What a person may do with a registered asset: its holder everything, the registrar that registered it a correction on its
 * own motion. The ledger decides; this says beforehand what it would say.
 */
export function stepsOf(asset: Asset, me: Session['person'] | undefined, now: number): readonly Step[] {
  const { entityId, state, certificate } = asset;
  if (!me?.entity || state !== 'REGISTERED' || !certificate) return [];
  const holds = entityId === me.entity && me.roles.includes('HOLDER');
  const registered = certificate.registrar?.id === me.entity && me.roles.includes('REGISTRAR');
  const types = holds ? (Object.keys(STANDING) as StepType[]) : registered ? (['correction'] as const) : [];
  return types.map((type) => ({ type, why: whyNot(type, asset, now) }));
}
