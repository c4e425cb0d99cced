import { type BasisUse, type CommandName, digest, type Edge, type GradeMark, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile } from '../conformance/scenarios/platform.ts';
import { assetText, initial, releaseText, sheet } from '../support/builders.ts';
import { acting, enter, register } from '../support/journey.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';

let network: TestNetwork;
const act = acting(() => network);
/** Two releases of huaxin, and one that qixiang made of the first. */
const releases = { first: '', second: '', derived: '' };
let product = '';
/** The certificate of the first release's asset. */
let certificate = '';

/** The refusal of a command that must be refused. */
async function refusal(person: string, name: CommandName, command: object, msp?: string): Promise<Refusal['body']> {
  const sent = network.as(person, msp).submit(name, { commandId: commandId(), ...command });
  const error = await sent.then(
    () => new Error(`${name} was accepted`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.body;
}
const gradeOf = async (release: string) =>
  ((await network.as('xu-analyst').evaluate('grading:read', { release })) as GradeMark).grade;
const edgeOf = (from: string, to: string) =>
  network.as('xu-analyst').evaluate('lineage:read', { from, to }) as Promise<Edge>;
const run = { job: { namespace: 'etl', name: 'join' }, kind: 'join', evidence: [] };

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  await adoptProfile(new Recorder(network));
  await abreast(network);
  await enter(act);
  const [first, second] = await register(
    act,
    'li-holder',
    initial('huaxin', commandId()),
    initial('huaxin', commandId()),
  );
  certificate = first?.certificate ?? '';
  Object.assign(releases, { first: first?.release, second: second?.release });
  const made = releaseText(commandId(), { inputs: [{ release: releases.first }] });
  const [derived] = await register(
    act,
    'wang-hosted',
    initial('qixiang', commandId(), { asset: assetText('qixiang'), release: made }),
  );
  releases.derived = derived?.release ?? '';
  product = derived?.asset ?? '';
}, 180_000);
afterAll(() => network.stop());

describe('lineage on the network', { timeout: 60_000 }, () => {
  it('takes a disputed edge to the arbiter, whom the ledger names', async () => {
    const late = { from: releases.second, to: releases.derived };
    await act('wang-hosted', 'lineage:claim', { from: { release: late.from }, to: late.to, run, columns: [] });
    await act('li-holder', 'lineage:dispute', { ...late, reason: '无此下载' });
    expect((await edgeOf(late.from, late.to)).next).toMatchObject({ mover: 'arbiter', entity: 'arbitration' });
    expect((await refusal('li-holder', 'lineage:arbitrate', { ...late, uphold: true, ground: '自裁' })).code).toBe(
      'CALLER_ROLE',
    );
    await act('sun-arbiter', 'lineage:arbitrate', { ...late, uphold: true, ground: '日志无记录' });
    expect(await edgeOf(late.from, late.to)).toMatchObject({ state: 'rejected', arbitration: { outcome: 'upheld' } });
    const named = { from: releases.first, to: releases.derived };
    expect((await refusal('wang-hosted', 'lineage:withdraw', { ...named, reason: '写错' })).code).toBe('EDGE_NAMED');
  });

  it('pushes a raise by anyone, once, and not over a report that names it', async () => {
    const edges = [{ from: releases.first, to: releases.derived }];
    expect((await refusal('xu-analyst', 'grading:push', { edges })).code).toBe('GRADE_REACHED');
    const raise = { release: releases.first, grade: 'important', reason: '叠加后属重要数据' };
    await act('li-holder', 'grading:raise', raise);
    const [one, two] = await Promise.allSettled(
      ['xu-analyst', 'sun-arbiter'].map((person) =>
        network.as(person).submit('grading:push', { commandId: commandId(), edges }),
      ),
    );
    expect([one?.status, two?.status]).toContain('fulfilled');
    await abreast(network);
    expect(await gradeOf(releases.derived)).toBe('important');

    const name = commandId();
    const inputs = [{ release: releases.first }];
    const text = releaseText(name, { inputs });
    const publish = { asset: product, release: text };
    expect((await refusal('wang-hosted', 'asset:publish', publish)).code).toBe('RULE_GRADE_FLOOR');
    const { subject: report } = await act('deng-assessor', 'report:sign', {
      entity: 'qixiang',
      outputs: [digest(name)],
      inputs: [{ release: releases.first, grade: 'important' }],
      grade: 'general',
      opinion: '已去标识化',
      evidence: [sheet('de-identification-report')],
    });
    const resting = { asset: product, release: { ...text, report } };
    expect((await refusal('wang-hosted', 'asset:publish', resting)).code).toBe('REPORT_STATE');
    await act('lin-acceptor', 'report:accept', { report });
    const { release = '' } = await act('wang-hosted', 'asset:publish', resting);
    const hop = { edges: [{ from: releases.first, to: release }] };
    expect((await refusal('xu-analyst', 'grading:push', hop)).code).toBe('GRADE_REACHED');
    await act('lin-acceptor', 'report:revoke', { report, reason: '样本不足' });
    await act('xu-analyst', 'grading:push', hop);
    expect(await gradeOf(release)).toBe('important');
  });

  it('recalls a release, takes acknowledgements by a key each, and lets it be used again once withdrawn', async () => {
    const { subject: recall } = await act('qian-regulator', 'recall:order', {
      release: releases.second,
      reason: '降水单位有误',
      evidence: [],
    });
    const text = releaseText(commandId(), { inputs: [{ release: releases.second }] });
    const publish = { asset: product, release: text };
    const body = await refusal('wang-hosted', 'asset:publish', publish);
    expect(body).toMatchObject({ code: 'RULE_RECALLED', field: 'release.inputs.0', params: { recall } });
    const ack = { recall, action: 'stopped', statement: '已停用', releases: [releases.derived] };
    expect((await refusal('li-holder', 'recall:acknowledge', ack)).code).toBe('RECALL_OWN');
    await act('wang-hosted', 'recall:acknowledge', ack);
    const asked = { recall, entity: 'qixiang' };
    expect(await network.as('li-holder').evaluate('recall:acknowledgement', asked)).toMatchObject({
      action: 'stopped',
    });
    expect((await refusal('li-holder', 'recall:withdraw', { recall, reason: '无误' })).code).toBe('RECALL_ORDERER');
    await act('qian-regulator', 'recall:withdraw', { recall, reason: '核实无误' });
    await act('wang-hosted', 'asset:publish', publish);
  });
});

describe('reading by law on the network', { timeout: 60_000 }, () => {
  it('lets an agency trace from where its basis says, each use recorded, until the basis is ended', async () => {
    const basis = {
      law: '《数据安全法》第三十五条',
      purpose: '核查来源',
      instruments: [sheet('legal-basis')],
      starts: [releases.derived],
      until: new Date(Date.now() + 86_400_000).toISOString(),
    };
    expect((await refusal('xu-analyst', 'basis:record', basis)).code).toBe('CALLER_ROLE');
    const { subject: recorded, state } = await act('feng-agency', 'basis:record', basis);
    expect(state).toBe('in-force');
    const trace = { basis: recorded, start: releases.derived, direction: 'upstream', depth: 10, reason: '核查来源' };
    const elsewhere = { ...trace, start: releases.second };
    expect((await refusal('feng-agency', 'basis:use', elsewhere)).code).toBe('BASIS_START');
    const { subject: use } = await act('feng-agency', 'basis:use', trace);
    const made = (await network.as('feng-agency').evaluate('basis:readUse', { use })) as BasisUse;
    expect(made).toMatchObject({ basis: recorded, agency: 'tracing-agency', start: releases.derived });
    expect(made.until < basis.until).toBe(true);
    await act('qian-regulator', 'basis:end', { basis: recorded, reason: '核查完毕' });
    expect((await refusal('feng-agency', 'basis:use', trace)).code).toBe('BASIS_STATE');
    expect(await network.as('feng-agency').evaluate('basis:read', { basis: recorded })).toMatchObject({
      state: 'ended',
      ended: { by: { entity: 'regulator' } },
    });
  });

  it('takes the digest of a gateway’s read log, each stretch from where the last ended, of gateways alone', async () => {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const span = { from: at(-7_200_000), until: at(-3_600_000), count: 3, digest: digest('three lines') };
    expect((await refusal('li-holder', 'reading:seal', span)).code).toBe('CALLER_NOT_GATEWAY');
    const { subject, state } = await act('gateway', 'reading:seal', span, 'GroupMSP');
    expect([subject, state]).toEqual(['read-log/GroupMSP', span.until]);
    const gap = { ...span, from: at(-1_800_000), until: at(-60_000) };
    expect((await refusal('gateway', 'reading:seal', gap, 'GroupMSP')).code).toBe('READING_SPAN');
    await act('gateway', 'reading:seal', { ...gap, from: span.until }, 'GroupMSP');
    expect(await network.as('qian-regulator').evaluate('reading:read', { msp: 'GroupMSP' })).toMatchObject({
      from: span.until,
      until: gap.until,
      digest: span.digest,
    });
  });
});

describe('mutual recognition on the network', { timeout: 60_000 }, () => {
  it('follows a certificate that another registrar issued, and tells when that was suspended', async () => {
    const said = { profile: { id: 'ip-work', version: 1 }, certificate };
    expect((await refusal('lin-acceptor', 'recognition:recognise', said)).code).toBe('RECOGNITION_PARTY');
    const { subject: recognition, state } = await act('he-acceptor', 'recognition:recognise', said);
    expect(state).toBe('active');
    expect((await refusal('he-acceptor', 'recognition:recognise', said)).code).toBe('RECOGNITION_EXISTS');
    await act('lin-acceptor', 'certificate:suspend', { certificate, reason: '核查' });
    const standing = () => network.as('li-holder').evaluate('recognition:standing', { recognition });
    expect(await standing()).toMatchObject({ state: 'suspended', changed: true });
    await act('he-acceptor', 'recognition:acknowledge', { recognition, state: 'suspended' });
    expect(await standing()).toMatchObject({ state: 'suspended', changed: false });
    const other = { ...said, profile: { id: 'general', version: 1 } };
    expect((await refusal('he-acceptor', 'recognition:recognise', other)).code).toBe('RECOGNITION_CERTIFICATE');
  });
});
