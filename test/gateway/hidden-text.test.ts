import { sealAsset, sealRelease } from '@suyuan/client';
import { commitment, externalId, sealedFields } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { assetText, initial, releaseText } from '../support/builders.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId, caseId, releaseId } from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';
import { namedVault, opening, restrictedAsset, restrictedRelease, vaultWrites } from './support/vaults.ts';

let door: TestGateway;
const tokens: Record<string, string> = {};
const PEOPLE = [
  ['li', 'huaxin', 'holder'],
  ['wang', 'qixiang', 'holder'],
  ['lin', 'registry', 'registrar'],
  ['qian', 'regulator', 'regulator'],
] as const;

const outside = { namespace: 'warehouse', name: 'flights' };
const inputs = [{ release: releaseId(9) }, { external: outside }];
/** Asset and release of each of three restricted assets, of which the second's asset text is told by another than the ledger. */
const made = [1, 2, 3].map((n) => ({
  n,
  text: sealAsset(
    assetText('huaxin', { descriptor: { ...assetText('huaxin').descriptor, title: { zh: `绝密${n}` } } }),
  ),
  release: sealRelease(releaseText(`file-${n}`, { inputs }), [
    { rank: 1, grade: 'general' },
    { rank: 0, grade: 'general' },
  ]),
}));
const [first, second] = made;
if (!first || !second) throw new Error('three are made');

/** On the ledger an input of the first release is a commitment. */
const hiddenEdge = (n: number) => ({
  from: first.release.sealed.inputs[n]?.commitment as `sha256:${string}`,
  disclosure: 'restricted' as const,
  fromEntity: undefined,
  toEntity: 'huaxin',
});

beforeAll(async () => {
  const ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([...PEOPLE.map(([, entity, role]) => make.entity(entity, { roles: [role] })), make.generalProfile()]);
  for (const { n, text, release } of made) {
    const fields = sealedFields(release.sealed);
    chain.put([
      restrictedAsset(n, text.vault, text.sealed.commitments),
      restrictedRelease(n, release.vault, release.sealed.commitments),
      namedVault(n, text.vault, text.sealed.commitments),
      namedVault(n, release.vault, fields, { part: 'release' }),
      make.certificate(n, 'huaxin'),
    ]);
  }
  const { evidence } = initial('huaxin', 'files');
  const application = {
    type: 'initial' as const,
    sealed: first.text.sealed,
    release: first.release.sealed,
    evidence: evidence.map(({ name: _, ...file }) => file),
  };
  const { application: _, ...sealedCase } = make.caseFile(1, 'huaxin', { state: 'issued' }).document;
  chain.put([{ key: `case/${caseId(1)}`, document: { ...sealedCase, sealed: application } }]);
  chain.put([opening(first.text.vault, 'registry'), opening(first.release.vault, 'registry')]);
  chain.put([
    opening(first.release.vault, 'qixiang', { fields: ['edge1'] }),
    make.edge(9, 1, 'claimed', hiddenEdge(1)),
  ]);
  const forged = { ...second.text.fields, subject: { salt: '0'.repeat(32), value: '另一主题' } };
  const writes = made.flatMap(({ text, release }) => [
    ...vaultWrites(text.vault, text === second.text ? forged : text.fields),
    ...vaultWrites(release.vault, release.fields),
  ]);
  door = await testGateway({
    config: await ours.config(),
    chain,
    ledger: {
      async *privateBlocks(_from, signal) {
        yield { number: 1, writes };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    },
  });
  await door.read();
  await vi.waitFor(async () => expect(await door.gateway.services.vaults.block()).toBe(1), 10_000);
  for (const [name, entity, role] of PEOPLE) tokens[name] = await door.signIn(await ours.person(name, entity, role));
});
afterAll(() => door.stop());

const ask = async (query: string, who?: string) => {
  const { data, errors } = await door.graphql(query, {}, who === undefined ? undefined : tokens[who]);
  expect(errors).toBeUndefined();
  return data;
};
const TEXT = 'kind descriptor { title { zh } subject fields { name } } rights { right holder }';

describe('the text of a restricted asset', () => {
  const asset = async (who?: string, n = 1) =>
    (await ask(`{ asset(id: "${assetId(n)}") { text { ${TEXT} } reduced commitments } }`, who)).asset;

  test('is read by its own entity and by whom its vault was opened to, as it would be in the open', async () => {
    const whole = { kind: 'DATASET', descriptor: { title: { zh: '绝密1' } }, rights: [{ holder: 'huaxin' }] };
    for (const who of ['li', 'lin']) expect(await asset(who)).toMatchObject({ text: whole, reduced: false });
  });

  test('is nothing but commitments to everybody else, a regulator and a registrar of others among them', async () => {
    for (const who of [undefined, 'wang', 'qian']) {
      expect(await asset(who)).toMatchObject({
        text: null,
        reduced: false,
        commitments: first.text.sealed.commitments,
      });
    }
    expect((await asset('lin', 2)).text).toBeNull();
  });

  test('has no value that the ledger is not committed to', async () => {
    expect((await asset('li', 2)).text).toMatchObject({ descriptor: { title: { zh: '绝密2' }, subject: null } });
  });

  test('is looked up together for a whole list', async () => {
    const looked = vi.spyOn(door.gateway.services.vaults, 'heldAll');
    const { assets, releases } = await ask(
      `{ assets(first: 10) { nodes { text { ${TEXT} } } } releases(first: 10) { nodes { text { label } inputs } } }`,
      'li',
    );
    expect(assets.nodes.map(({ text }: { text: { kind: string } }) => text.kind)).toEqual(Array(3).fill('DATASET'));
    expect(releases.nodes).toHaveLength(3);
    expect(releases.nodes[0].inputs).toEqual([releaseId(9), externalId(outside)]);
    expect(looked.mock.calls.length).toBeLessThanOrEqual(2);
    looked.mockRestore();
  });
});

test('the text of a restricted release and its inputs are those of its vault', async () => {
  const release = async (who?: string) =>
    (await ask(`{ release(id: "${releaseId(1)}") { text { label distributions { sha256 } } inputs } }`, who)).release;
  const whole = { text: { label: '2026-01' }, inputs: [releaseId(9), externalId(outside)] };
  for (const who of ['li', 'lin']) expect(await release(who)).toMatchObject(whole);
  for (const who of [undefined, 'wang', 'qian']) expect(await release(who)).toEqual({ text: null, inputs: null });
});

test('a restricted application is shown as it would be in the open, its files by their kinds', async () => {
  const seen = async (who: string) =>
    (
      await ask(
        `{ case(id: "${caseId(1)}") { application { type asset { ${TEXT} } release { label } evidence { name sha256 } }
          sealed { sealed { text { kind } } } } }`,
        who,
      )
    ).case;
  for (const who of ['li', 'lin']) {
    expect(await seen(who)).toMatchObject({
      application: {
        type: 'INITIAL',
        asset: { descriptor: { title: { zh: '绝密1' } } },
        release: { label: '2026-01' },
        evidence: [{ name: 'source-statement' }, { name: 'compliance-opinion' }],
      },
      sealed: { sealed: { text: { kind: 'DATASET' } } },
    });
  }
  expect(await seen('qian')).toEqual({ application: null, sealed: { sealed: { text: null } } });
});

describe('a hidden input', () => {
  const REVEALED = 'commitment field salt value id release { id }';
  const revealed = async (who: string) =>
    (await ask(`{ release(id: "${releaseId(1)}") { text { label } inputs revealedInputs { ${REVEALED} } } }`, who))
      .release;

  test('is revealed alone to whom its field was opened, who checks it against the commitment on the ledger', async () => {
    const seen = await revealed('wang');
    expect(seen).toMatchObject({
      text: null,
      inputs: null,
      revealedInputs: [{ field: 'edge1', value: { external: outside } }],
    });
    const [{ salt, field, value, id, commitment: said }] = seen.revealedInputs;
    expect(id).toBe(externalId(outside));
    expect(commitment(salt, field, value)).toBe(said);
    expect(said).toBe(hiddenEdge(1).from);
  });

  test('is shown on its edge to its own entity and to whom the whole vault is open', async () => {
    const edge = async (who: string) =>
      (
        await ask(
          `{ edge(from: "${hiddenEdge(1).from}", to: "${releaseId(1)}") { grade revealed { ${REVEALED} } } }`,
          who,
        )
      ).edge;
    expect(await edge('li')).toMatchObject({ revealed: { id: externalId(outside), release: null } });
    expect(await edge('qian')).toMatchObject({ revealed: null });
    expect(await edge('wang')).toBeNull();
    expect((await revealed('lin')).revealedInputs).toMatchObject([{ id: releaseId(9) }, { id: externalId(outside) }]);
    expect((await revealed('qian')).revealedInputs).toEqual([]);
  });
});
