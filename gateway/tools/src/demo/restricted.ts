import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  eraseVault,
  erasureCertificate,
  type Sealing,
  SuyuanError,
  sealAsset,
  sealRelease,
} from '@suyuan/client';
import type { Commands, Finding, SealedApplication } from '@suyuan/schemas';
import { applicationOf, type Described } from './application.ts';
import { Cast } from './cast.ts';
import { factsOf, packageFile } from './files.ts';
import { hostGateway } from './host-gateway.ts';
import { members } from './members.ts';
import { act, say, step } from './print.ts';
import { DEMO_PROFILE } from './profile.ts';
import { refused } from './refused.ts';
import { issue } from './registration.ts';
import type { Stage } from './stage.ts';

const HOST = 'GroupMSP';
const REGISTRAR = 'RegistrarMSP';

const customers: Described = {
  holder: 'huaxin',
  zh: '航班延误客户画像（受限）',
  en: 'Flight delays, restricted',
  abstract: '仅向登记机构与监管机构开放的数据集描述。',
  subject: '民航',
  keywords: ['延误', '受限'],
  coverage: { from: '2001-01-01', to: '2001-03-31' },
  space: '全国',
  source: 'own-production',
};

type Sealed = { readonly application: SealedApplication; readonly sealings: readonly Sealing<object>[] };

/** The same application as in the open, its texts sealed for two vaults. */
function sealed(): Sealed {
  const { name, bytes } = packageFile('vega-datasets/data/flights-2k.json');
  const open = applicationOf(customers, factsOf(name, bytes));
  if (open.type !== 'initial') throw new Error('The application is an initial one');
  const [text, release] = [sealAsset(open.asset), sealRelease(open.release)];
  const evidence = open.evidence.map(({ name: _, ...file }) => file);
  return {
    application: { type: 'initial', sealed: text.sealed, release: release.sealed, evidence },
    sealings: [text, release],
  };
}

async function store(li: Client, sealings: Sealed['sealings']): Promise<void> {
  for (const { vault, fields } of sealings) {
    step(
      `华信写入保管库 ${vault.slice(0, 12)}…：${Object.keys(fields).length} 个字段 stored at ${HOST} alone`,
      await li.transactPrivately('vault:store', { vault }, fields, HOST),
    );
  }
}

/** An application whose text is in vaults, and the order to submit it. */
async function prepared(li: Client) {
  const { application, sealings } = sealed();
  await store(li, sealings);
  const { profile } = await li.query<{ profile: { version: number } }>(
    'query ($id: ID!) { profile(id: $id) { version } }',
    { id: DEMO_PROFILE },
  );
  const asked = { profile: { id: DEMO_PROFILE, version: profile.version }, registrar: 'registry', application };
  return { application, sealings, asked };
}

/** A restricted asset, from its vaults to its certificate; a regulator's look; a purge with its certificate. */
export async function restricted({ cast, connection }: Stage): Promise<void> {
  await members(cast);
  const host = await hostGateway(HOST);
  try {
    const hosted = new Cast(host.url, connection);
    const asset = await register(cast, hosted);
    await look(cast, asset);
    await license(hosted, asset);
    await purge(cast, hosted);
  } finally {
    await host.stop();
  }
}

async function register(cast: Cast, hosted: Cast): Promise<string> {
  act('二、受限资产', 'A restricted asset: its text goes into a vault, the ledger has commitments');
  const li = await hosted.as('li-holder');
  const { application, sealings, asked } = await prepared(li);
  const findings = await li.ask<Finding[]>('registration:precheck', asked);
  say(
    `规则在本机构节点上预检隐藏字段：${findings.length} 处问题 pre-check over the hidden values: ${findings.length} findings`,
  );
  const { subject, asset } = step('华信提交 submits', await li.transact('registration:submit', asked));

  act('三、向登记机构开放', 'Opened to the registrar, before it accepts');
  const on = { case: subject };
  const acceptor = await cast.as('lin-acceptor');
  const documents = application.evidence.map(({ sha256 }) => sha256);
  step('林受理出具材料回执 gives its receipt', await acceptor.transact('registration:receipt', { ...on, documents }));
  await acceptor.transact('registration:accept', on).catch((error: unknown) => {
    if (!(error instanceof SuyuanError)) throw error;
    say(`未开放不得受理 ${error.code}: ${error.details.zh ?? ''} ${error.details.en ?? ''}`);
  });
  for (const { vault, fields } of sealings) {
    step(
      '华信向登记机构开放 opens, on the ledger',
      await li.transact('vault:open', { vault, to: 'registry', ground: 'registration' }),
    );
    step(
      `送达 ${REGISTRAR} delivers the values to its peer alone`,
      await li.transactPrivately('vault:deliver', { vault, to: 'registry' }, fields, REGISTRAR),
    );
  }
  const examined = await acceptor.ask<{ findings: Finding[] }>('registration:examine', on);
  say(
    `登记机构以同样规则复核：${examined.findings.length} 处问题 the registrar's own look: ${examined.findings.length} findings`,
  );
  const reviewer = await cast.as('zhou-reviewer');
  step('林受理 accepts', await acceptor.transact('registration:accept', on));
  step('周审查 takes it up', await reviewer.transact('registration:review', on));
  step('周审查 opens publicity', await reviewer.transact('registration:openPublicity', on));
  await issue(cast, subject, '受限资产');
  return asset?.id ?? '';
}

async function look(cast: Cast, asset: string): Promise<void> {
  act('四、谁看得到', 'Who sees what');
  const analyst = await cast.as('xu-analyst');
  const { asset: seen } = await analyst.query<{
    asset: { gradeFloor: string; text: object | null; commitments: Record<string, string>; vault: { id: string } };
  }>('query ($id: ID!) { asset(id: $id) { gradeFloor text { kind } commitments vault { id } } }', { id: asset });
  say(
    `分析师看到：级别 ${seen.gradeFloor}，正文 ${seen.text === null ? '无' : '有'}，承诺值 ${Object.keys(seen.commitments).length} 个`,
  );
  say(`  title ${seen.commitments.title}`);
  const regulator = await cast.as('qian-regulator');
  const vault = seen.vault.id;
  step(
    '监管机构依职权查阅 the regulator opens it to itself, with a reason',
    await regulator.transact('vault:open', { vault, to: 'regulator', ground: 'supervision', reason: '例行检查' }),
  );
  const read = await regulator.ask<{ title: { value: { zh: string } } }>(
    'vault:read',
    { vault, fields: ['title'] },
    HOST,
  );
  say(`监管机构读到 the regulator reads:《${read.title.value.zh}》`);
}

async function license(hosted: Cast, asset: string): Promise<void> {
  act(
    '五、公开权利后许可',
    'Licensed once its rights are revealed, which the commitments bear out; the rest stays hidden',
  );
  const li = await hosted.as('li-holder');
  const terms = { actions: ['read' as const], territories: ['CN'], from: new Date().toISOString(), onward: 0 };
  const offer = () => li.transact('licence:offer', { asset, terms, notice: { amount: 30, unit: 'day' } });
  await refused('权利未公开 while its rights are hidden', offer());
  const { asset: found } = await li.query<{ asset: { vault: { id: string } } }>(
    'query ($id: ID!) { asset(id: $id) { vault { id } } }',
    { id: asset },
  );
  type Opened = Pick<Commands['asset:reveal'], 'rights' | 'encumbrances'>;
  const fields = ['rights', 'encumbrances'];
  const { rights, encumbrances } = await li.ask<Opened>('vault:read', { vault: found.vault.id, fields }, HOST);
  step('华信公开权利与权利负担 reveals both', await li.transact('asset:reveal', { asset, rights, encumbrances }));
  step('华信要约 offers a licence', await offer());
}

async function purge(cast: Cast, hosted: Cast): Promise<void> {
  act('六、清除与清除证明', 'A purge, and its certificate');
  const li = await hosted.as('li-holder');
  const { sealings, asked } = await prepared(li);
  const { subject } = step('华信提交 submits another', await li.transact('registration:submit', asked));
  const [{ vault } = { vault: '' }] = sealings;
  const order = { vault, host: HOST, reason: '申请撤回，无需保存' };
  await eraseVault(li, order).catch((error: unknown) => {
    if (!(error instanceof SuyuanError)) throw error;
    say(`${error.code}: ${error.details.zh ?? ''} ${error.details.en ?? ''}`);
  });
  step('华信撤回 withdraws', await li.transact('registration:withdraw', { case: subject }));
  await sleep(6000);
  const purged = await eraseVault(li, order);
  if (purged) step('华信清除 purges: host and committee endorse', purged);
  const { attested, absences } = await erasureCertificate(li, order, 5);
  say(
    `委员会节点签名答复：已无 the committee's peers sign: absent ${attested.signers.map(({ msp }) => msp).join(', ')}`,
  );
  say(`网关已代机构声明 by their gateways: ${absences.join(', ')}`);
  for (const { msp, title, client } of await cast.admins()) {
    if (absences.includes(msp)) continue;
    step(`${title} 证明其节点上已无 attests absence`, await client.transact('vault:attest', { vault, host: HOST }));
    say(`  ${msp}`);
  }
  const { erasure, absences: all } = await erasureCertificate(li, order);
  say(`清除证明：${erasure.fields.length} 个字段，${erasure.reason}；${all.join(', ')}`);
}
