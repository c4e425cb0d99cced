import {
  type Actor,
  type Asset,
  type Certificate,
  type Commands,
  type Encumbrances,
  type Entity,
  encumbrancesInForce,
  type Freeze,
  refuse,
  sameEncumbrance,
} from '@suyuan/schemas';
import { mustBeRegistered } from '../rules.ts';

type Party = Actor & { entity: string };

const MOST = 100;

/** A regulator freezes an asset; one that is frozen is not frozen again. `measure` is the order, which says who lifts it. */
export function freeze(
  asset: Asset,
  found: Freeze | undefined,
  measure: string,
  by: Party,
  reason: string,
  time: string,
): Freeze {
  mustBeRegistered(asset);
  if (found?.state === 'frozen') throw refuse('FREEZE_STATE', { asset: asset.id, state: found.state }, 'asset');
  return {
    schema: 'freeze/1',
    asset: asset.id,
    state: 'frozen',
    measure,
    orderedBy: by,
    reason,
    orderedAt: time,
    time,
  };
}

/** Only the regulator that ordered a freeze lifts it. */
export function unfreeze(found: Freeze, orderer: string, by: Party, reason: string, time: string): Freeze {
  if (found.state !== 'frozen') throw refuse('FREEZE_STATE', { asset: found.asset, state: found.state }, 'asset');
  if (orderer !== by.entity) throw refuse('FREEZE_ORDERER', { entity: orderer }, 'asset');
  return { ...found, state: 'lifted', lifted: { by, reason, at: time }, time };
}

/** What is looked at when an encumbrance is recorded or lifted. */
export type Burdened = {
  readonly asset: Asset;
  readonly certificate: Certificate | undefined;
  readonly record: Encumbrances | undefined;
  /** The member that the command names as beneficiary. */
  readonly beneficiary?: Entity | undefined;
};

/** The holder records a pledge, the registrar of the certificate a pledge or a court's seizure. */
export function encumber(on: Burdened, said: Commands['asset:encumber'], by: Party, time: string): Encumbrances {
  const { asset, certificate, record, beneficiary } = on;
  const { kind, reference, from, basis, evidence } = said;
  mustBeRegistered(asset);
  const entitled = [certificate?.registrar, ...(kind === 'pledge' ? [asset.entity] : [])];
  mustBeOf(entitled, by);
  if (said.beneficiary !== undefined && (beneficiary?.state !== 'active' || beneficiary.id === asset.entity)) {
    throw refuse('ENCUMBRANCE_BENEFICIARY', { entity: said.beneficiary }, 'beneficiary');
  }
  if (encumbrancesInForce(asset, record).some((one) => sameEncumbrance(one, said))) {
    throw refuse('ENCUMBRANCE_KNOWN', { kind, reference }, 'reference');
  }
  const others = (record?.entries ?? []).filter((entry) => !sameEncumbrance(entry, said));
  const entry = { kind, reference, from, basis, evidence, by, recordedAt: time };
  const named = said.beneficiary === undefined ? entry : { ...entry, beneficiary: said.beneficiary };
  return written(asset.id, [...others, named], time);
}

/** The registrar lifts an encumbrance, or the beneficiary its pledge; never the holder whom it binds. */
export function unencumber(on: Burdened, said: Commands['asset:unencumber'], by: Party, time: string): Encumbrances {
  const { asset, certificate, record } = on;
  const { kind, reference, basis, evidence } = said;
  const found = encumbrancesInForce(asset, record).find((one) => sameEncumbrance(one, said));
  if (!found) throw refuse('ENCUMBRANCE_NONE', { kind, reference }, 'reference');
  mustBeOf([certificate?.registrar, ...(kind === 'pledge' ? [found.beneficiary] : [])], by);
  const others = (record?.entries ?? []).filter((entry) => !sameEncumbrance(entry, said));
  return written(asset.id, [...others, { ...found, lifted: { by, basis, evidence, at: time } }], time);
}

function mustBeOf(entitled: readonly (string | undefined)[], by: Party): void {
  const entities = entitled.filter((entity) => entity !== undefined);
  if (!entities.includes(by.entity)) throw refuse('ENCUMBRANCE_PARTY', { entity: entities.join(' / ') }, 'asset');
}

function written(asset: string, entries: Encumbrances['entries'], time: string): Encumbrances {
  if (entries.length > MOST) throw refuse('ENCUMBRANCE_MANY', { limit: MOST }, 'asset');
  return { schema: 'encumbrances/1', asset, entries, time };
}
