import {
  type Agreement,
  type Asset,
  type Commands,
  type Division,
  type Entity,
  type Licences,
  type Next,
  type Offer,
  type Quota,
  refuse,
} from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { draw, type Lanes, open } from '../../usage/quota.ts';
import { MOST, type Source } from '../state.ts';
import { normal } from '../terms.ts';
import { grantorNow, grantorOf, mayCross, mayGrant, mayReceive, mustBe, type Party } from './grant.ts';
import { mustBeOpen } from './offers.ts';

/** What an agreement is concluded upon, beside its own words. */
export type Setting = {
  readonly source: Source;
  readonly licensee: Entity;
  /** The licensee's agreements on this asset that are in force. */
  readonly licences: Licences | undefined;
  /** Of the agreement that this one is made under, when it is counted. */
  readonly parent: { readonly quota: Quota; readonly lanes: Lanes } | undefined;
};

/** What follows from a conclusion: the agreement, its place among the licensee's, its quota, and its parent's. */
function concluded(agreement: Agreement, setting: Setting, division: Division | undefined): Recorded[] {
  const { id, asset, licensee, terms, time } = agreement;
  const known = setting.licences?.agreements ?? [];
  if (known.length >= MOST) throw refuse('LICENCE_MANY', { licensee, asset, limit: MOST }, 'licensee');
  if (division && terms.count === undefined) throw refuse('LICENCE_DIVISION', { count: '–' }, 'division');
  const { parent } = setting;
  return [
    agreement,
    { schema: 'licences/1', asset, licensee, agreements: [...known, id], time },
    ...(terms.count === undefined ? [] : [open(id, terms.count, division, time)]),
    ...(parent && terms.count !== undefined ? [draw(parent.quota, parent.lanes, terms.count, time)] : []),
  ];
}

/** Of what a new agreement rests on: the ids, and everybody who has a part in the chain. */
const chained = ({ chain }: Source, licensee: string, grantor: string) => ({
  parties: [...new Set([licensee, grantor, ...chain.flatMap((link) => [link.licensee, link.grantor])])],
  restsOn: chain.map(({ id }) => id),
});

/** The licensee accepts an offer under its terms, in the version that it has read. */
export function accept(
  id: string,
  found: Offer,
  said: Pick<Commands['licence:accept'], 'version' | 'division'>,
  setting: Setting,
  by: Party,
  time: string,
): Recorded[] {
  const { source, licensee } = setting;
  mustBeOpen(found);
  if (said.version !== found.version) throw refuse('LICENCE_VERSION', { version: found.version }, 'version');
  const { id: offerId, version, by: offeror, schema: _, ...content } = found;
  const grantor = grantorOf(source, time);
  if (grantor !== found.grantor) throw refuse('LICENCE_PARTY', { entity: grantor }, 'offer');
  mayGrant(source, found.terms, time);
  mayReceive(source, found.terms, grantor, licensee);
  mayCross(source, found.terms, found.route, licensee);
  const agreement: Agreement = {
    ...content,
    schema: 'agreement/1',
    id,
    licensee: licensee.id,
    grade: source.standing.grade,
    ...chained(source, licensee.id, grantor),
    offer: { id: offerId, version },
    state: 'concluded',
    signatures: { grantor: offeror, licensee: by },
    proposedAt: time,
    concludedAt: time,
    time,
  };
  return concluded(agreement, setting, said.division);
}

const answer = (entity: string, deadline: string): Next => ({
  mover: 'counterparty',
  entity,
  action: 'licence:conclude',
  deadline,
  silence: 'lapse',
});

/** Either side proposes negotiated terms; the other has until a time of the proposer's choice. */
export function propose(
  id: string,
  said: Commands['licence:propose'],
  source: Source,
  licensee: Entity,
  by: Party,
  time: string,
): Agreement {
  const grantor = grantorOf(source, time);
  mustBe(by, grantor, licensee.id);
  if (said.answerBy <= time) throw refuse('DEADLINE_PASSED', { deadline: said.answerBy }, 'answerBy');
  const terms = normal(said.terms);
  mayGrant(source, terms, time);
  mayReceive(source, terms, grantor, licensee);
  mayCross(source, terms, said.route, licensee);
  const ofGrantor = by.entity === grantor;
  return {
    schema: 'agreement/1',
    id,
    ...source.subject,
    disclosure: source.standing.asset.disclosure,
    grantor,
    licensee: licensee.id,
    terms,
    notice: said.notice,
    ...(said.route ? { route: said.route } : {}),
    ...(said.contract ? { contract: said.contract } : {}),
    grade: source.standing.grade,
    ...chained(source, licensee.id, grantor),
    state: 'proposed',
    signatures: ofGrantor ? { grantor: by } : { licensee: by },
    next: answer(ofGrantor ? licensee.id : grantor, said.answerBy),
    proposedAt: time,
    time,
  };
}

function waiting(agreement: Agreement): Next {
  const { id, state, next } = agreement;
  if (!next) throw refuse('LICENCE_STATE', { id, state, allowed: 'proposed' }, 'agreement');
  return next;
}

/** The other side signs what was proposed, if it may still be granted. */
export function conclude(
  agreement: Agreement,
  division: Division | undefined,
  setting: Setting,
  by: Party,
  time: string,
): Recorded[] {
  const { source, licensee } = setting;
  const next = waiting(agreement);
  const { grantor } = agreement.signatures;
  mustBe(by, next.entity ?? '');
  if (time > next.deadline) throw refuse('DEADLINE_PASSED', { deadline: next.deadline }, 'agreement');
  if (grantorOf(source, time) !== agreement.grantor) {
    throw refuse('LICENCE_PARTY', { entity: grantorOf(source, time) }, 'agreement');
  }
  if (division && !grantor) throw refuse('LICENCE_PARTY', { entity: agreement.licensee }, 'division');
  mayGrant(source, agreement.terms, time);
  mayReceive(source, agreement.terms, agreement.grantor, licensee);
  mayCross(source, agreement.terms, agreement.route, licensee);
  const { next: _, ...rest } = agreement;
  const signatures = grantor ? { grantor, licensee: by } : { ...agreement.signatures, grantor: by };
  const signed: Agreement = {
    ...rest,
    grade: source.standing.grade,
    state: 'concluded',
    signatures,
    concludedAt: time,
    time,
  };
  return concluded(signed, setting, division);
}

/** The other side declines a proposal, or its proposer takes it back. */
export function decline(agreement: Agreement, asset: Asset, reason: string, by: Party, time: string): Agreement {
  const { entity = '' } = waiting(agreement);
  mustBe(by, agreement.licensee, grantorNow(agreement, asset));
  const { next: _, ...rest } = agreement;
  return { ...rest, state: by.entity === entity ? 'declined' : 'withdrawn', reason, time };
}

/** Silence past the deadline lets a proposal lapse. */
export function advance(agreement: Agreement, time: string): Agreement {
  const { next, ...rest } = agreement;
  if (!next) throw refuse('DEADLINE_NONE');
  if (time <= next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: next.deadline });
  return { ...rest, state: 'lapsed', time };
}
