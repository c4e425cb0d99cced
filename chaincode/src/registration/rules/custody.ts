import { type Case, documentsOf, refuse } from '@suyuan/schemas';
import {
  awaitAcceptance,
  awaitReview,
  byRegistrar,
  due,
  inState,
  inTime,
  moved,
  type Party,
  type Setting,
} from './case.ts';

/** The documents that an application names, each digest once. */
const digestsOf = (found: Pick<Case, 'application' | 'sealed'>): string[] => [
  ...new Set(documentsOf(found).map(({ sha256 }) => sha256)),
];

/** Whether the registrar of a case has said that it holds every document of the application. */
function holdsAll(found: Case): boolean {
  const { receipt, registrar } = found;
  return receipt?.by.entity === registrar && digestsOf(found).every((one) => receipt.documents.includes(one));
}

/** Nothing is decided upon documents that the registrar has not said to hold. */
export function inCustody(found: Case): void {
  if (!holdsAll(found)) throw refuse('RECEIPT_OWED', { entity: found.registrar }, 'case');
}

/**
 * The case before its registrar, to be accepted or, once it is, to be reviewed. First the registrar owes its receipt for
 * the documents; the clock of the state starts with it, so it starts at once where they are the ones it holds already.
 */
export function brought(
  found: Case,
  state: 'submitted' | 'accepted',
  setting: Setting,
  change: Partial<Case> = {},
): Case {
  const changed = { ...found, ...change };
  const { registrar } = changed;
  if (holdsAll(changed)) return moved(changed, state, started(state, registrar, setting), setting);
  const custody = due(setting, setting.profile.clocks.custody, {
    mover: 'registrar',
    entity: registrar,
    action: 'registration:receipt',
    silence: 'pass-on',
  });
  const { receipt: _, ...rest } = changed;
  return moved(rest, state, custody, setting);
}

const started = (state: 'submitted' | 'accepted', registrar: string, setting: Setting) =>
  state === 'submitted' ? awaitAcceptance(setting, registrar) : awaitReview(setting, registrar);

/**
 * The registrar says that it holds every document of the application, by digest; for one without documents, that it has
 * it. This starts the clock. It is no decision: who signs it may hold any office.
 */
export function receipt(found: Case, by: Party, documents: readonly string[], setting: Setting): Case {
  inState(found, 'submitted', 'accepted');
  byRegistrar(found, by);
  if (found.next?.action !== 'registration:receipt') {
    throw refuse('RECEIPT_GIVEN', { time: found.receipt?.time ?? '–' }, 'case');
  }
  inTime(found, setting.time);
  const named = digestsOf(found);
  const strange = documents.findIndex((one) => !named.includes(one));
  if (strange >= 0) throw refuse('RECEIPT_UNKNOWN', { sha256: documents[strange] ?? '' }, `documents.${strange}`);
  const missing = named.filter((one) => !documents.includes(one));
  if (missing.length > 0) throw refuse('RECEIPT_MISSING', { missing: missing.join(', ') }, 'documents');
  const given = { by, documents: named, time: setting.time };
  const state = found.state === 'accepted' ? 'accepted' : 'submitted';
  return { ...brought(found, state, setting, { receipt: given }), since: found.since };
}
