import type { StandingOfAssetQuery } from '../generated/oversight.ts';
import { type Me, type Move, move } from './moves.ts';

type Asset = Pick<NonNullable<StandingOfAssetQuery['asset']>, 'id' | 'entityId' | 'state'> & {
  readonly certificate?: {
    readonly number: string;
    readonly state: string;
    readonly registrar?: { readonly id: string } | null;
  } | null;
  readonly freeze?: { readonly state: string } | null;
  readonly releases: readonly { readonly id: string }[];
};
type Encumbrance = Pick<NonNullable<StandingOfAssetQuery['asset']>['encumbrances'][number], 'kind' | 'reference'> & {
  readonly beneficiary?: string | null;
};

const registers = ({ certificate }: Asset, me: Me) =>
  Boolean(me.entity) && certificate?.registrar?.id === me.entity && me.roles.includes('REGISTRAR');

/** What a regulator, the registrar of its certificate and its holder may order about an asset that is registered. */
export function movesOfAsset(of: Asset, me: Me | undefined): Move[] {
  if (!me?.entity || of.state !== 'REGISTERED') return [];
  const { id, certificate, freeze } = of;
  const holds = me.entity === of.entityId && me.roles.includes('HOLDER');
  const registrar = registers(of, me);
  const regulator = me.roles.includes('REGULATOR');
  // The newest of an asset's releases stands first.
  const release = of.releases[0]?.id;
  const moves: Move[] = [];
  if (regulator && freeze?.state !== 'FROZEN') moves.push(move('asset:freeze', { asset: id }));
  if (registrar && certificate?.state === 'ACTIVE')
    moves.push(move('certificate:suspend', { certificate: certificate.number }));
  if (registrar && (certificate?.state === 'ACTIVE' || certificate?.state === 'SUSPENDED'))
    moves.push(move('certificate:revoke', { certificate: certificate.number }));
  if (holds || registrar) moves.push(move('asset:encumber', { asset: id, ...(holds ? { kind: 'pledge' } : {}) }));
  if (release && (holds || registrar)) moves.push(move('grading:raise', { release }));
  if (release && (holds || regulator)) moves.push(move('recall:order', { release }));
  if (holds) moves.push(move('alias:claim', { asset: id }));
  return moves;
}

/** The registrar lifts an encumbrance, the beneficiary its pledge; never the holder whom it binds. */
export function movesOfEncumbrance(of: Encumbrance, asset: Asset, me: Me | undefined): Move[] {
  if (!me?.entity) return [];
  const { kind, reference, beneficiary } = of;
  const benefits = kind === 'PLEDGE' && beneficiary === me.entity;
  if (!benefits && !registers(asset, me)) return [];
  return [move('asset:unencumber', { asset: asset.id, kind: kind.toLowerCase(), reference })];
}
