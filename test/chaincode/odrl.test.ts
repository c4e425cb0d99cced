import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ACTIONS, type Agreement, type Offer, odrlAgreement, odrlOffer, type Terms } from '@suyuan/schemas';
import * as jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';

const ODRL = 'http://www.w3.org/ns/odrl/2/';
const PROFILE = 'urn:suyuan:odrl:1';
const hex = (n: number) => n.toString(16).padStart(32, '0');
const read = (file: string | URL) => JSON.parse(readFileSync(file, 'utf8'));

const context = read(createRequire(import.meta.url).resolve('@digitalbazaar/odrl-context/contexts/odrl.jsonld'));
const profile = read(new URL('../../schemas/odrl/profile.jsonld', import.meta.url));

/** ODRL's context from a file; any other address would be the network. */
const documentLoader = async (url: string) => {
  if (url !== 'http://www.w3.org/ns/odrl.jsonld') throw new Error(`${url} is not read`);
  return { contextUrl: undefined, documentUrl: url, document: context };
};

const terms: Terms = {
  actions: [...ACTIONS],
  purposes: ['credit-risk', 'research'],
  recipients: ['qixiang'],
  territories: ['CN'],
  from: '2026-03-02T02:00:00.000Z',
  until: '2027-03-02T02:00:00.000Z',
  count: 1000,
  onward: 1,
};
const offer: Offer = {
  schema: 'offer/1',
  id: `ofr-${hex(1)}`,
  asset: `ast-${hex(1)}`,
  disclosure: 'open',
  grantor: 'huaxin',
  version: 2,
  terms,
  notice: { amount: 30, unit: 'day' },
  by: { msp: 'GroupMSP', entity: 'huaxin', person: 'li' },
  state: 'open',
  time: terms.from,
};
const agreement: Agreement = {
  schema: 'agreement/1',
  id: `agr-${hex(2)}`,
  asset: offer.asset,
  release: `rel-${hex(1)}`,
  under: `agr-${hex(1)}`,
  disclosure: 'open',
  grantor: 'huaxin',
  licensee: 'qixiang',
  parties: ['qixiang', 'huaxin'],
  terms: { ...terms, onward: 0 },
  notice: { amount: 30, unit: 'day' },
  grade: 'general',
  restsOn: [`agr-${hex(1)}`],
  state: 'concluded',
  signatures: {},
  proposedAt: terms.from,
  concludedAt: terms.from,
  time: terms.from,
};

type Node = { readonly [member: string]: unknown };
const expanded = async (policy: object): Promise<Node> => {
  const [node] = await jsonld.expand(policy as jsonld.JsonLdDocument, { documentLoader, safe: true } as object);
  return node as unknown as Node;
};
const nodes = (node: Node, term: string) => (node[`${ODRL}${term}`] ?? []) as Node[];
const ids = (node: Node, term: string) => nodes(node, term).map((one) => one['@id']);

/** What ODRL's information model demands of a rule and of its constraints (2.2, 2.5, 2.6). */
function isRule(rule: Node, parties: readonly string[]): void {
  expect(ids(rule, 'target')).toHaveLength(1);
  expect(ids(rule, 'action')).toHaveLength(1);
  for (const party of parties) expect(ids(rule, party)).toEqual([expect.stringMatching(/^urn:suyuan:entity:/)]);
  for (const constraint of nodes(rule, 'constraint')) {
    expect(ids(constraint, 'leftOperand')).toHaveLength(1);
    expect(ids(constraint, 'operator')).toEqual([expect.stringMatching(`^${ODRL}(lteq|gteq|isAnyOf)$`)]);
    expect(nodes(constraint, 'rightOperand').length).toBeGreaterThan(0);
    for (const right of nodes(constraint, 'rightOperand')) expect(right['@id'] ?? right['@type']).toBeDefined();
  }
}

/** Every IRI of ODRL and of the profile that a policy uses. */
const used = (value: unknown): string[] => {
  if (typeof value === 'string') return /^(http:\/\/www.w3.org\/ns\/odrl|urn:suyuan:odrl)/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...used(name), ...used(inner)]);
};

describe('a licence in JSON-LD, expanded by a JSON-LD processor', () => {
  it('is an ODRL offer: uid, profile, assigner, one rule for each action', async () => {
    const node = await expanded(odrlOffer(offer));
    expect(node['@id']).toBe(`urn:suyuan:offer:${offer.id}:2`);
    expect(node['@type']).toEqual([`${ODRL}Offer`]);
    expect(ids(node, 'profile')).toEqual([PROFILE]);
    const permissions = nodes(node, 'permission');
    expect(permissions).toHaveLength(ACTIONS.length + 1);
    for (const rule of permissions) isRule(rule, ['assigner']);
    expect(permissions.flatMap((rule) => ids(rule, 'action'))).toEqual(
      expect.arrayContaining([`${ODRL}read`, `${ODRL}derive`, `${PROFILE}:train`, `${ODRL}grantUse`]),
    );
  });

  it('is an ODRL agreement: assigner, assignee, what may not be passed on, what it rests on', async () => {
    const node = await expanded(odrlAgreement(agreement));
    expect(node['@type']).toEqual([`${ODRL}Agreement`]);
    expect(node[`${PROFILE}:restsOn`]).toEqual([{ '@id': `urn:suyuan:agreement:agr-${hex(1)}` }]);
    for (const rule of [...nodes(node, 'permission'), ...nodes(node, 'prohibition')])
      isRule(rule, ['assigner', 'assignee']);
    expect(nodes(node, 'permission').flatMap((rule) => ids(rule, 'target'))).toContain(
      `urn:suyuan:release:rel-${hex(1)}`,
    );
    expect(nodes(node, 'prohibition').flatMap((rule) => ids(rule, 'action'))).toEqual([`${ODRL}grantUse`]);
  });

  it('says each constraint with its operand, typed', async () => {
    const [rule] = nodes(await expanded(odrlOffer(offer)), 'permission');
    const said = nodes(rule as Node, 'constraint').map((one) => [
      String(ids(one, 'leftOperand')[0]).slice(ODRL.length),
      String(ids(one, 'operator')[0]).slice(ODRL.length),
      nodes(one, 'rightOperand').map((right) => right['@id'] ?? [right['@value'], right['@type']]),
    ]);
    const xsd = 'http://www.w3.org/2001/XMLSchema#';
    expect(said).toEqual([
      ['purpose', 'isAnyOf', ['urn:suyuan:purpose:credit-risk', 'urn:suyuan:purpose:research']],
      ['recipient', 'isAnyOf', ['urn:suyuan:entity:qixiang']],
      ['spatial', 'isAnyOf', ['urn:suyuan:territory:CN']],
      ['dateTime', 'gteq', [[terms.from, `${xsd}dateTime`]]],
      ['dateTime', 'lteq', [[terms.until, `${xsd}dateTime`]]],
      ['count', 'lteq', [['1000', `${xsd}integer`]]],
    ]);
  });

  it('uses no term that neither ODRL nor the profile defines', async () => {
    const defined = new Set(
      ((await jsonld.flatten(profile, undefined, { documentLoader })) as unknown as Node[]).map((n) => n['@id']),
    );
    const known = new Set(used(await expanded({ '@context': context['@context'], ...vocabulary() })));
    for (const policy of [odrlOffer(offer), odrlAgreement(agreement)])
      for (const iri of used(await expanded(policy)))
        expect(iri.startsWith(PROFILE) ? defined : known, iri).toContain(iri);
  });
});

/** Every term of ODRL's context that is a plain name, as properties of a node. */
function vocabulary(): object {
  const names = Object.entries(context['@context'] as Record<string, unknown>).filter(([, value]) =>
    String(typeof value === 'string' ? value : (value as { '@id': string })['@id']).startsWith('odrl:'),
  );
  return Object.fromEntries(names.map(([name]) => [name, []]));
}
