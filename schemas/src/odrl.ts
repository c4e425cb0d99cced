import type { Agreement, Offer, Terms } from './licence.ts';

/** The context of ODRL 2.2, as its processors know it. */
const CONTEXT = 'http://www.w3.org/ns/odrl.jsonld';
/** The profile that names what ODRL's own vocabulary lacks; `odrl/profile.jsonld` is its text. */
export const ODRL_PROFILE = 'urn:suyuan:odrl:1';

/** Actions that ODRL's own vocabulary lacks. */
const OURS: ReadonlySet<string> = new Set(['compute', 'train']);
const actionOf = (action: string) => (OURS.has(action) ? `suyuan:${action}` : action);

const iri = (kind: string, id: string) => `urn:suyuan:${kind}:${id}`;
const iris = (kind: string, ids: readonly string[]) => ids.map((id) => ({ '@id': iri(kind, id) }));
const typed = (type: string, value: string) => ({ '@value': value, '@type': `xsd:${type}` });

type Constraint = { leftOperand: string; operator: string; rightOperand: unknown };

const anyOf = (leftOperand: string, kind: string, among: readonly string[] | undefined): Constraint[] =>
  among ? [{ leftOperand, operator: 'isAnyOf', rightOperand: iris(kind, among) }] : [];

function constraints({ purposes, recipients, territories, from, until, count }: Terms): Constraint[] {
  return [
    ...anyOf('purpose', 'purpose', purposes),
    ...anyOf('recipient', 'entity', recipients),
    ...anyOf('spatial', 'territory', territories),
    { leftOperand: 'dateTime', operator: 'gteq', rightOperand: typed('dateTime', from) },
    ...(until ? [{ leftOperand: 'dateTime', operator: 'lteq', rightOperand: typed('dateTime', until) }] : []),
    ...(count ? [{ leftOperand: 'count', operator: 'lteq', rightOperand: typed('integer', String(count)) }] : []),
  ];
}

/** One rule for each action, so that a processor has nothing to expand; passing on is ODRL's `grantUse`. */
function rules(terms: Terms, parties: object) {
  const constraint = constraints(terms);
  const permission = terms.actions.map((action) => ({ ...parties, action: actionOf(action), constraint }));
  const grantUse = { ...parties, action: 'grantUse' };
  if (terms.onward === 0) return { permission, prohibition: [grantUse] };
  const onward = {
    leftOperand: 'suyuan:onward',
    operator: 'lteq',
    rightOperand: typed('integer', String(terms.onward)),
  };
  return { permission: [...permission, { ...grantUse, constraint: [...constraint, onward] }] };
}

const policy = (type: 'Offer' | 'Agreement', uid: string) => ({
  '@context': [CONTEXT, { suyuan: `${ODRL_PROFILE}:` }],
  '@type': type,
  uid,
  profile: ODRL_PROFILE,
});

const targetOf = ({ asset, release }: Pick<Offer, 'asset' | 'release'>) =>
  release ? iri('release', release) : iri('asset', asset);

/** An offer or a listing as an ODRL policy in JSON-LD; each of its versions is a policy of its own. */
export function odrlOffer(
  offer: Pick<Offer, 'id' | 'version' | 'asset' | 'release' | 'terms' | 'grantor' | 'under'>,
): object {
  const { id, version, terms, grantor, under } = offer;
  const parties = { target: targetOf(offer), assigner: iri('entity', grantor) };
  return {
    ...policy('Offer', iri(id.startsWith('lst-') ? 'listing' : 'offer', `${id}:${version}`)),
    ...(under ? { 'suyuan:restsOn': iris('agreement', [under]) } : {}),
    ...rules(terms, parties),
  };
}

/** An agreement as an ODRL policy in JSON-LD, with the agreements that it rests on. */
export function odrlAgreement(agreement: Omit<Agreement, 'schema'>): object {
  const { id, terms, grantor, licensee, restsOn } = agreement;
  const parties = {
    target: targetOf(agreement),
    assigner: iri('entity', grantor),
    assignee: iri('entity', licensee),
  };
  return {
    ...policy('Agreement', iri('agreement', id)),
    ...(restsOn.length ? { 'suyuan:restsOn': iris('agreement', restsOn) } : {}),
    ...rules(terms, parties),
  };
}
