import { pushRaises } from '@suyuan/client';
import { digest, type ReleaseText } from '@suyuan/schemas';
import { applicationOf, type Described, releaseOf } from './application.ts';
import type { Cast } from './cast.ts';
import { climateAndDelays, columns } from './derive.ts';
import { type FileFacts, factsOf, packageFile } from './files.ts';
import { members } from './members.ts';
import { act, dim, say, step } from './print.ts';
import { trace } from './reading.ts';
import { refused } from './refused.ts';
import { issue, submit, toPublicity } from './registration.ts';
import { joined as monthly, weather } from './story.ts';

const WEATHER = 'vega-datasets/data/seattle-weather.csv';
const FLIGHTS = 'vega-datasets/data/flights-2k.json';

type Registered = { readonly asset: string; readonly release: string };
type Stock = { readonly weather: Registered; readonly monthly: Registered; readonly file: FileFacts };

/** An edge disputed and arbitrated, an alias, a raise pushed down, a de-identification report, a recall answered. */
export async function recall(cast: Cast): Promise<void> {
  await members(cast);
  const stock = await register(cast);
  await arbitrate(cast, stock);
  const named = await alias(cast, stock);
  await raise(cast, stock);
  await deidentify(cast, stock);
  await withdrawFromUse(cast, stock, named);
}

async function registered(cast: Cast, who: string, about: Described, file: FileFacts, of: Partial<ReleaseText>) {
  const { subject } = await submit(await cast.as(who), about, applicationOf(about, file, of));
  await toPublicity(cast, subject, about.zh);
  const { asset, release } = await issue(cast, subject, about.zh);
  return { asset: asset?.id ?? '', release: release?.id ?? '' };
}

async function register(cast: Cast): Promise<Stock> {
  act('二、登记', 'A dataset, and a product that another entity makes of it');
  const source = packageFile(WEATHER);
  const made = climateAndDelays(source.bytes, packageFile(FLIGHTS).bytes);
  const file = factsOf(made.name, made.bytes);
  const from = await registered(cast, 'li-holder', weather, factsOf(source.name, source.bytes), {});
  const product = await registered(cast, 'wang-hosted', monthly, file, {
    inputs: [{ release: from.release }],
    run: { job: { namespace: 'qixiang', name: 'climate-and-delays' }, kind: 'join', evidence: [] },
    columns: columns.filter(({ input }) => input === 0),
  });
  return { weather: from, monthly: product, file };
}

async function arbitrate(cast: Cast, { weather: from, monthly: to }: Stock): Promise<void> {
  act('三、争议与仲裁', 'The holder disputes an edge, an arbiter decides');
  const edge = { from: from.release, to: to.release };
  const li = await cast.as('li-holder');
  step(
    '华信否认 disputes: 我方无此下载记录',
    await li.transact('lineage:dispute', { ...edge, reason: '我方无此下载记录' }),
  );
  const sun = await cast.as('sun-arbiter');
  const { edges } = await sun.query<{ edges: { nodes: { next: { deadline: string } }[] } }>(
    '{ edges(filter: { next: "arbitration" }, first: 5) { nodes { next { deadline silence } } } }',
  );
  say(dim(`等待仲裁 waiting for the arbiter: ${edges.nodes.length}, until ${edges.nodes[0]?.next.deadline}`));
  step(
    '孙仲裁驳回争议：下载日志有记录 dismisses: the edge stands',
    await sun.transact('lineage:arbitrate', { ...edge, uphold: false, ground: '下载日志有该版本的摘要' }),
  );
}

/** A later release that names its input as its warehouse calls it; the holder confirms what that is. */
async function alias(cast: Cast, { weather: from, monthly: to, file }: Stock): Promise<string> {
  act('四、别名', 'A name of somebody’s warehouse turns out to be a registered asset');
  const wang = await cast.as('wang-hosted');
  const external = { namespace: 'warehouse://qixiang', name: `seattle-weather-${from.asset.slice(4, 12)}` };
  const text = releaseOf(file, { inputs: [{ external }], label: '按仓库表名' });
  const published = step(
    '启象科技发布 publishes from its own warehouse table',
    await wang.transact('asset:publish', { asset: to.asset, release: text }),
  );
  const release = published.release?.id ?? '';
  const claimed = step(
    '启象科技声明别名 claims an alias',
    await wang.transact('alias:claim', { external, asset: from.asset, statement: '该表每日同步自该数据资产' }),
  );
  const pair = { external: claimed.subject.split('/')[0] ?? '', asset: from.asset };
  const li = await cast.as('li-holder');
  const confirmed = step('华信确认别名 confirms', await li.transact('alias:confirm', pair));
  say('溯源越过别名 the trace goes on over it:');
  await trace(await cast.as('xu-analyst'), release, { block: confirmed.block });
  return release;
}

async function raise(cast: Cast, { weather: { release } }: Stock): Promise<void> {
  act('五、升级下推', 'A raised grade goes down the lineage, hop by hop');
  const li = await cast.as('li-holder');
  step(
    '华信升级为重要 raises to important',
    await li.transact('grading:raise', { release, grade: 'important', reason: '与气象观测站位置叠加后属重要数据' }),
  );
  const analyst = await cast.as('xu-analyst');
  const { gradeFrontier } = await analyst.query<{ gradeFrontier: { totalCount: number } }>(
    '{ gradeFrontier { totalCount } }',
  );
  say(dim(`尚未到达 not reached yet: ${gradeFrontier.totalCount}`));
  await pushRaises(analyst, (receipt) => step('徐分析下推 pushes', receipt));
}

async function deidentify(cast: Cast, { weather: from, monthly: to, file }: Stock): Promise<void> {
  act('六、去标识化报告', 'An assessor’s opinion, accepted by a registrar, keeps a new release general');
  const wang = await cast.as('wang-hosted');
  const inputs = [{ release: from.release }];
  await refused(
    '来源为重要数据',
    wang.transact('asset:publish', { asset: to.asset, release: releaseOf(file, { inputs, label: '脱敏版' }) }),
  );
  const deng = await cast.as('deng-assessor');
  const text = `${monthly.zh}：按月平均，无法还原观测站位置。`;
  const signed = step(
    '邓评估签署意见 signs',
    await deng.transact('report:sign', {
      entity: monthly.holder,
      outputs: [file.distribution.sha256],
      inputs: [{ release: from.release, grade: 'important' }],
      grade: 'general',
      opinion: text,
      evidence: [
        {
          kind: 'de-identification-report',
          name: '去标识化评估.txt',
          sha256: digest(text),
          size: Buffer.byteLength(text),
          mediaType: 'text/plain',
        },
      ],
    }),
  );
  const lin = await cast.as('lin-acceptor');
  step('林受理接受报告 accepts it', await lin.transact('report:accept', { report: signed.subject }));
  const release = releaseOf(file, { inputs, label: '脱敏版', report: signed.subject });
  step(
    '启象科技据此发布 publishes on it, as general',
    await wang.transact('asset:publish', { asset: to.asset, release }),
  );
}

type Impact = { recall: { impact: { totalCount: number; entities: number; acknowledged: number } } };
type Notices = { recallNotices: { recall: { id: string; reason: string }; releases: { id: string }[] }[] };

async function withdrawFromUse(cast: Cast, { weather: from, monthly: to, file }: Stock, named: string): Promise<void> {
  act('七、更正召回', 'The holder recalls a release; downstream is told and answers');
  const li = await cast.as('li-holder');
  const wang = await cast.as('wang-hosted');
  const source = packageFile(WEATHER);
  const corrected = step(
    '华信发布更正版 publishes a corrected release',
    await li.transact('asset:publish', {
      asset: from.asset,
      release: releaseOf(factsOf(source.name, source.bytes), { label: '更正版' }),
    }),
  );
  const replacement = corrected.release?.id ?? '';
  const ordered = step(
    '华信召回 recalls',
    await li.transact('recall:order', {
      release: from.release,
      reason: '2013 年 7 月降水单位有误',
      evidence: [],
      replacement,
    }),
  );
  const { recallNotices } = await wang.query<Notices>(
    'query ($after: Int) { recallNotices(acknowledged: false, afterBlock: $after) { recall { id reason } releases { id } } }',
    { after: ordered.block },
  );
  const notice = recallNotices.find(({ recall: { id } }) => id === ordered.subject);
  say(
    `启象科技收到通知 is told: ${notice?.recall.reason}; ${notice?.releases.length} releases, ${named.slice(0, 12)}… among them`,
  );
  const next = (input: string) => releaseOf(file, { inputs: [{ release: input }], label: '重做' });
  await refused(
    '以被召回的版本为来源',
    wang.transact('asset:publish', { asset: to.asset, release: next(from.release) }),
  );
  const redone = step(
    '启象科技用更正版重做 publishes anew from the replacement',
    await wang.transact('asset:publish', { asset: to.asset, release: next(replacement) }),
  );
  const answered = step(
    '启象科技签回执 acknowledges',
    await wang.transact('recall:acknowledge', {
      recall: ordered.subject,
      action: 'replaced',
      statement: '已停用旧版并用更正版重做',
      releases: notice?.releases.map(({ id }) => id) ?? [],
      replacement: redone.release?.id ?? '',
    }),
  );
  const { recall: found } = await li.query<Impact>(
    'query ($id: ID!, $after: Int) { recall(id: $id, afterBlock: $after) { impact { totalCount entities acknowledged } } }',
    { id: ordered.subject, after: answered.block },
  );
  const { totalCount, entities, acknowledged } = found.impact;
  say(`影响 impact: ${totalCount} releases of ${entities} entities, ${acknowledged} answered`);
}
