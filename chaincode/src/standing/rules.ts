import {
  type Asset,
  type Condition,
  certificateStateAt,
  type ErrorCode,
  encumbrancesInForce,
  type Grade,
  type Params,
  refuse,
} from '@suyuan/schemas';
import { stricter } from '../grading/rules.ts';
import type { Standing } from './state.ts';

/** One thing that keeps an asset out of circulation: a registered refusal. */
export type Hindrance = { readonly code: ErrorCode; readonly params: Params };

const when = (broken: boolean, code: ErrorCode, params: Params = {}): Hindrance[] => (broken ? [{ code, params }] : []);

/** True while the asset's open case has an objection about its ownership that is open or under appeal. */
function disputed({ openCase }: Standing): boolean {
  const appealed = openCase?.appeals.find((appeal) => appeal.outcome === undefined)?.objection;
  return (openCase?.objections ?? []).some(
    ({ ground, state, n }) => ground === 'ownership' && (state === 'open' || n === appealed),
  );
}

/**
 * Everything that keeps an asset out of circulation; nothing when it may circulate. `agreed` is the highest grade that
 * the two sides agreed on. What a restricted asset hides was checked by its registrar.
 */
export function circulable(standing: Standing, time: string, agreed: Grade = 'important'): Hindrance[] {
  const { asset, certificate, freeze, encumbrances, openCase, grade, recalled } = standing;
  const about = { asset: asset.id };
  const state = certificate ? certificateStateAt(certificate, time) : 'absent';
  return [
    ...when(asset.state !== 'registered' || state !== 'active', 'STANDING_CERTIFICATE', { ...about, state }),
    ...when(freeze?.state === 'frozen', 'STANDING_FROZEN', { ...about, by: freeze?.orderedBy.entity ?? '–' }),
    ...encumbrancesInForce(asset, encumbrances).flatMap(({ kind, reference }) =>
      when(true, 'STANDING_ENCUMBERED', { ...about, kind, reference }),
    ),
    ...when(disputed(standing), 'STANDING_DISPUTED', { ...about, case: openCase?.id ?? '–' }),
    ...when(recalled?.recall !== undefined, 'STANDING_RECALLED', {
      release: recalled?.release ?? '–',
      recall: recalled?.recall ?? '–',
    }),
    ...when(grade === 'core', 'STANDING_CORE', about),
    ...when(asset.text?.sourceBasis === 'unauthorised', 'STANDING_UNAUTHORISED', about),
    ...when(grade !== 'core' && stricter(grade, agreed), 'STANDING_GRADE', { grade, agreed }),
  ];
}

/** Refuses what may not circulate, with the first reason. */
export function mustCirculate(standing: Standing, time: string, agreed?: Grade, field?: string): void {
  const [hindrance] = circulable(standing, time, agreed);
  if (hindrance) throw refuse(hindrance.code, hindrance.params, field);
}

/** The conditions that the effects table asks about. `holder` is who held the asset when what rests on it was agreed. */
export function conditionsOf(standing: Standing, time: string, holder?: string): Condition[] {
  const { asset, certificate, freeze } = standing;
  return [
    certificate ? certificateStateAt(certificate, time) : 'cancelled',
    ...(freeze?.state === 'frozen' ? (['frozen'] as const) : []),
    ...(holder !== undefined && holder !== asset.entity ? (['transferred'] as const) : []),
  ];
}

/** Only what is registered is frozen or encumbered. */
export function mustBeRegistered(asset: Asset): void {
  if (asset.state !== 'registered') {
    throw refuse('ASSET_UNREGISTERED', { asset: asset.id, state: asset.state }, 'asset');
  }
}
