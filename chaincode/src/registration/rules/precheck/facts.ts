import type {
  Application,
  Asset,
  AssetText,
  Certificate,
  Encumbrances,
  Entity,
  ErrorCode,
  Freeze,
  Params,
  Profile,
  Report,
  SealedApplication,
} from '@suyuan/schemas';
import type { Input } from '../../../lineage/state.ts';

/** All that the rules of a profile look at. Pre-check and submit gather the same. */
export type Facts = {
  readonly application: Application | SealedApplication;
  readonly profile: Profile;
  readonly applicant: Entity;
  readonly ownMotion: boolean;
  readonly asset: Asset | undefined;
  readonly certificate: Certificate | undefined;
  readonly freeze: Freeze | undefined;
  readonly encumbrances: Encumbrances | undefined;
  readonly transferee: Entity | undefined;
  readonly inputs: readonly Input[];
  readonly report?: Report | undefined;
  readonly registrar: string;
  readonly registrars: readonly string[];
  /** The batch in which the leaves of an application are sealed already. */
  readonly sealedAs?: string | undefined;
  /** The case that the application answers, where there is one already. */
  readonly answering: string | undefined;
  readonly time: string;
};

/** A rule that is broken: the refusal, where, and the profile’s own citation where it has one. */
export type Breach = { code: ErrorCode; field: string; params?: Params; citation?: string };

/** One rule of a profile: everything in which an application breaks it. */
export type Rule = (facts: Facts) => Breach[];

export const when = (broken: boolean, code: ErrorCode, field: string, params: Params = {}): Breach[] =>
  broken ? [{ code, field, params }] : [];

export function textOf(application: Facts['application']): AssetText | undefined {
  return 'asset' in application ? application.asset : undefined;
}

/** The first registration of an open asset, whose texts the application has. */
export function openInitial({ application }: Facts) {
  return application.type === 'initial' && 'asset' in application ? application : undefined;
}

/** The text that is, or stays, registered when the application succeeds. */
export const standing = (facts: Facts) => textOf(facts.application) ?? facts.asset?.text;

/** The grade that is asked for, or stays: of a restricted asset the one that it claims. */
export const gradeAsked = (facts: Facts) =>
  'sealed' in facts.application ? facts.application.sealed.grade : (standing(facts)?.grade ?? facts.asset?.gradeFloor);
