import type {
  AliasState,
  BasisState,
  KeyState,
  MeasureState,
  RecallState,
  ReportState,
} from '../generated/oversight.ts';

type Tones<State extends string> = Readonly<Record<State, 'good' | 'warn' | 'bad' | 'info' | 'plain'>>;

export const MEASURE_TONES: Tones<MeasureState> = {
  IN_FORCE: 'bad',
  APPEALED: 'warn',
  LIFTED: 'good',
  REPLACED: 'plain',
};
export const RECALL_TONES: Tones<RecallState> = { ORDERED: 'bad', WITHDRAWN: 'plain' };
export const BASIS_TONES: Tones<BasisState> = { IN_FORCE: 'good', ENDED: 'plain' };
export const REPORT_TONES: Tones<ReportState> = { SIGNED: 'warn', ACCEPTED: 'good', REFUSED: 'bad', REVOKED: 'bad' };
export const ALIAS_TONES: Tones<AliasState> = {
  CLAIMED: 'info',
  CONFIRMED: 'good',
  DECLINED: 'bad',
  UNANSWERED: 'warn',
  WITHDRAWN: 'plain',
};
export const KEY_TONES: Tones<KeyState> = { REPORTED: 'warn', REPLACED: 'bad' };
