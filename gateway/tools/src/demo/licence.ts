import { type Commands, digest, digestOf, type UseAnswer } from '@suyuan/schemas';
import { applicationOf } from './application.ts';
import type { Cast } from './cast.ts';
import { factsOf, packageFile } from './files.ts';
import { mayUse } from './may-use.ts';
import { members } from './members.ts';
import { act, say, step } from './print.ts';
import { refused } from './refused.ts';
import { issue, submit, toPublicity } from './registration.ts';
import { weather } from './story.ts';

const YEAR = 365 * 86_400_000;
const LANES = 8;

type Licensed = { readonly asset: string; readonly release: string; readonly certificate: string };

/** A holder licenses an asset, the licensee uses it and passes it on, and everything that may end it does. */
export async function licence(cast: Cast): Promise<void> {
  await members(cast);
  const licensed = await register(cast);
  const agreement = await agree(cast, licensed);
  await ask(cast, licensed);
  const sub = await passOn(cast, agreement);
  await spend(cast, licensed, agreement);
  await hold(cast, licensed);
  await end(cast, licensed, { agreement, sub });
}

async function register(cast: Cast): Promise<Licensed> {
  act('二、登记', 'A holder registers what it will license');
  const { name, bytes } = packageFile('vega-datasets/data/seattle-weather.csv');
  const { subject } = await submit(await cast.as('li-holder'), weather, applicationOf(weather, factsOf(name, bytes)));
  await toPublicity(cast, subject, weather.zh);
  const { asset, release, certificate } = await issue(cast, subject, weather.zh);
  return { asset: asset?.id ?? '', release: release?.id ?? '', certificate: certificate?.number ?? '' };
}

const terms = (change: Partial<Commands['licence:offer']['terms']> = {}): Commands['licence:offer']['terms'] => ({
  actions: ['read', 'derive'],
  purposes: ['aviation-safety', 'research'],
  territories: ['CN'],
  from: new Date(Date.now() - 60_000).toISOString(),
  until: new Date(Date.now() + YEAR).toISOString(),
  count: 40,
  onward: 1,
  ...change,
});
const notice = { amount: 30, unit: 'day' as const };

async function agree(cast: Cast, { asset }: Licensed): Promise<string> {
  act('三、许可', 'An offer under ODRL terms, and its acceptance');
  const li = await cast.as('li-holder');
  const wang = await cast.as('wang-hosted');
  const offer = step(
    '华信要约：用于航空安全与研究，40 次，可再许可一次 offers 40 uses, to be passed on once',
    await li.transact('licence:offer', { asset, terms: terms(), notice }),
  );
  const accepted = step(
    '启象科技承诺 accepts: 8 lanes, 10 uses kept for sub-licences',
    await wang.transact('licence:accept', { offer: offer.subject, version: 1, division: { lanes: LANES, kept: 10 } }),
  );
  const { agreement } = await wang.query<{ agreement: { odrl: { permission: { action: string }[] } } }>(
    'query ($id: ID!) { agreement(id: $id) { odrl } }',
    { id: accepted.subject },
  );
  const actions = agreement.odrl.permission.map(({ action }) => action);
  say(`ODRL 2.2 Agreement, permission to ${actions.join(', ')}`);
  return accepted.subject;
}

async function ask(cast: Cast, { release }: Licensed): Promise<void> {
  act('四、可否使用', 'Pipelines ask before they run; a refusal goes on record');
  const wang = await cast.as('wang-hosted');
  await mayUse(wang, { release });
  const { question } = await mayUse(wang, { release, action: 'train' });
  const { answer, payload, signers } = await wang.attest<UseAnswer>('usage:mayUse', question);
  say(`拒绝由 ${signers.map(({ msp }) => msp).join('、')} 各自签名 the no, attested by ${signers.length} institutions`);
  const attested = digest(Buffer.from(payload, 'base64'));
  step(
    '拒绝存证 the refusal is put on record',
    await wang.transact('usage:recordRefusal', { question, answer: digestOf(answer), attested }),
  );
}

async function passOn(cast: Cast, under: string): Promise<string> {
  act('五、再许可', 'A sub-licence within what it rests on, by both signatures');
  const wang = await cast.as('wang-hosted');
  const xu = await cast.as('xu-analyst');
  const { agreement } = await wang.query<{ agreement: { assetId: string } }>(
    'query ($id: ID!) { agreement(id: $id) { assetId } }',
    { id: under },
  );
  const propose = (count: number, purposes: string[]) =>
    wang.transact('licence:propose', {
      asset: agreement.assetId,
      under,
      licensee: 'yanjiu',
      terms: terms({ purposes, count, onward: 0, until: new Date(Date.now() + YEAR / 2).toISOString() }),
      notice,
      answerBy: new Date(Date.now() + 86_400_000).toISOString(),
    });
  await refused('超出依据的用途 a purpose that the agreement lacks', propose(15, ['advertising']));
  const proposed = step('启象科技提议 proposes 15 uses for research', await propose(15, ['research']));
  step('研究分析所签署 signs', await xu.transact('licence:conclude', { agreement: proposed.subject }));
  return proposed.subject;
}

async function spend(cast: Cast, { release }: Licensed, agreement: string): Promise<void> {
  act('六、计次使用', 'Counted uses by lanes, at the same time');
  const wang = await cast.as('wang-hosted');
  const use = (lane: number, uses: number) =>
    wang.transact('usage:spend', { agreement, lane, uses, release, action: 'derive', purpose: 'research' });
  const receipts = await Promise.all(Array.from({ length: LANES }, (_, lane) => use(lane, 1)));
  const blocks = new Set(receipts.map(({ block }) => block));
  say(
    `${receipts.length} uses on ${LANES} lanes, in ${blocks.size} block(s): ${receipts.map((r) => r.state).join(' ')}`,
  );
  await refused('超出通道余额 more than a lane has left', use(0, 40));
  const { agreement: found } = await wang.query<{ agreement: { quota: Record<string, number> } }>(
    'query ($id: ID!) { agreement(id: $id) { quota { count spent drawn kept remainder } } }',
    { id: agreement },
  );
  const { count, spent, drawn, remainder } = found.quota;
  say(`count ${count} = spent ${spent} + drawn by the sub-licence ${drawn} + left ${remainder}`);
}

async function hold(cast: Cast, { release, certificate }: Licensed): Promise<void> {
  act('七、凭证状态', 'What the state of the certificate does to agreements');
  const reviewer = await cast.as('zhou-reviewer');
  const issuer = await cast.as('wu-issuer');
  const wang = await cast.as('wang-hosted');
  const about = (reason: string) => ({ certificate, reason });
  step('暂停 suspended', await reviewer.transact('certificate:suspend', about('接到投诉，核查')));
  await mayUse(wang, { release });
  step('恢复 reinstated', await issuer.transact('certificate:reinstate', about('查无实据')));
  await mayUse(wang, { release });
}

async function end(
  cast: Cast,
  { release, certificate }: Licensed,
  of: { agreement: string; sub: string },
): Promise<void> {
  act('八、终止', 'Notice, and a revocation that ends the whole chain');
  const li = await cast.as('li-holder');
  const said = { ground: 'notice' as const, reason: '产品下线', evidence: [] };
  step('华信通知终止 gives notice', await li.transact('licence:terminate', { agreement: of.agreement, ...said }));
  const { agreement } = await li.query<{ agreement: { state: string; termination: { effectiveAt: string } } }>(
    'query ($id: ID!) { agreement(id: $id) { state termination { effectiveAt } } }',
    { id: of.agreement },
  );
  say(`${agreement.state.toLowerCase()}, ends ${agreement.termination.effectiveAt}`);
  step('收回通知 takes the notice back', await li.transact('licence:retract', { agreement: of.agreement }));

  const reviewer = await cast.as('zhou-reviewer');
  const issuer = await cast.as('wu-issuer');
  const xu = await cast.as('xu-analyst');
  await mayUse(xu, { release, recipient: 'yanjiu' });
  step('撤销凭证 revoked', await reviewer.transact('certificate:revoke', { certificate, reason: '来源材料不实' }));
  await mayUse(xu, { release, recipient: 'yanjiu' });
  step('恢复凭证 reinstated', await issuer.transact('certificate:reinstate', { certificate, reason: '复核后恢复' }));
  await mayUse(xu, { release, recipient: 'yanjiu' });
  say('恢复不使已终止的协议复活 a reinstatement revives no agreement');
}
