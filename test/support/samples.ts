import { sealRelease } from '@suyuan/client';
import type { BankMessage, Commands } from '@suyuan/schemas';
import { charterOf } from '../../gateway/tools/src/found/charter.ts';
import { leafLine } from './batches.ts';
import { assetText, calendarText, initial, profileText, releaseText, sheet } from './builders.ts';
import { commandId, topology } from './network.ts';
import { listingText } from './trade.ts';

const hex = '0'.repeat(32);
const on = { case: `cas-${hex}` };
const onProposal = { proposal: `prp-${hex}` };
const pair = { from: `rel-${hex}`, to: `rel-${hex.slice(1)}1` };
const onCertificate = { certificate: 'GG-2026-00000000000000001', reason: '核查' };
const onLeaf = { batch: `bat-${hex}`, index: 0, reason: '核查' };
const alias = { external: `ext-${hex}`, asset: `ast-${hex}` };
const onRecall = { recall: `rcl-${hex}` };
const onReport = { report: `rpt-${hex}` };
const reasons = [{ field: 'asset', code: 'missing' as const, text: '缺失' }];
const onVault = { vault: `vlt-${hex}` };
const vaultRecord = {
  schema: 'vault/1' as const,
  ...onVault,
  entity: 'huaxin',
  commandId: 'sample-command',
  fields: ['title'],
  time: '2026-01-05T00:00:00.000Z',
};
const onOrder = { order: `ord-${hex}` };
const sha256 = `sha256:${hex}${hex}`;
const said = { ...onOrder, reason: '理由' };
const listing = { listing: listingText() };
const message: BankMessage = {
  pain002: {
    version: 'pain.002.001.10',
    messageId: 'BANK-1',
    sha256,
    endToEndId: `S${hex}00`,
    status: 'ACSC',
    amount: { currency: 'CNY', fen: 100 },
    originalMessageId: 'PAIN-1',
  },
};
const agent = { cnaps: '105100000017' };
const account = { number: '6222000000000000', name: '资金监管专户', agent };
const application = initial('huaxin', 'sample.json');

const onOffer = { offer: `ofr-${hex}` };
const onAgreement = { agreement: `agr-${hex}` };
const use = { release: pair.from, action: 'read' as const, purpose: 'research' };
const licence = {
  terms: { actions: ['read' as const], territories: ['CN'], from: new Date().toISOString(), onward: 0 },
  notice: { amount: 30, unit: 'day' as const },
};

/** One well-formed command of every kind, about things that are not on the ledger. */
export const samples = (): { [F in keyof Commands]: Commands[F] } => {
  const id = { commandId: commandId() };
  return {
    'clock:tick': { ...id },
    'membership:found': { ...id, charter: charterOf(topology()) },
    'membership:ratify': { ...id, charter: `sha256:${hex}${hex}` },
    'membership:propose': {
      ...id,
      content: { kind: 'profile', profile: { ...profileText('general'), version: 2 } },
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
    'membership:vote': { ...id, ...onProposal, inFavour: true },
    'membership:approve': { ...id, ...onProposal, inFavour: true },
    'membership:consent': { ...id, ...onProposal, inFavour: true },
    'membership:enact': { ...id, ...onProposal },
    'membership:execute': { ...id, ...onProposal, update: `sha256:${hex}${hex}`, sequence: 2 },
    'membership:announce': {
      ...id,
      address: 'https://localhost:4443/',
      certificate: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
    },
    'asset:publish': { ...id, asset: `ast-${hex}`, release: releaseText('sample.json') },
    'asset:freeze': { ...id, asset: `ast-${hex}`, reason: '调查' },
    'asset:unfreeze': { ...id, asset: `ast-${hex}`, reason: '查清' },
    'asset:encumber': {
      ...id,
      asset: `ast-${hex}`,
      kind: 'pledge',
      reference: '质押 1 号',
      from: '2026-01-01',
      basis: '质押合同',
      evidence: [],
    },
    'asset:unencumber': {
      ...id,
      asset: `ast-${hex}`,
      kind: 'pledge',
      reference: '质押 1 号',
      basis: '清偿',
      evidence: [],
    },
    'asset:reveal': {
      ...id,
      asset: `ast-${hex}`,
      rights: { salt: hex, value: assetText('huaxin').rights },
      encumbrances: { salt: hex, value: [] },
    },
    'asset:publishSealed': { ...id, asset: `ast-${hex}`, release: sealRelease(releaseText('sample.json')).sealed },
    'registration:submit': { ...id, profile: { id: 'general', version: 1 }, registrar: 'registry', application },
    'registration:resubmit': { ...id, ...on, application },
    'registration:withdraw': { ...id, ...on },
    'registration:consent': { ...id, ...on },
    'registration:receipt': { ...id, ...on, documents: [] },
    'registration:accept': { ...id, ...on },
    'registration:returnForCorrection': { ...id, ...on, reasons },
    'registration:review': { ...id, ...on },
    'registration:openPublicity': { ...id, ...on },
    'registration:refuse': { ...id, ...on, reasons },
    'registration:object': { ...id, ...on, ground: 'content', statement: '异议', evidence: [] },
    'registration:decideObjection': { ...id, ...on, objection: 1, uphold: false, reason: '驳回' },
    'registration:issue': { ...id, ...on },
    'registration:advance': { ...id, ...on },
    'registration:appeal': { ...id, ...on, grounds: '不服' },
    'registration:decideAppeal': { ...id, ...on, allow: false, reason: '维持' },
    'registration:publishCalendar': { ...id, calendar: { ...calendarText, version: 9 } },
    'certificate:suspend': { ...id, ...onCertificate },
    'certificate:reinstate': { ...id, ...onCertificate },
    'certificate:revoke': { ...id, ...onCertificate },
    'batch:attest': { ...id, batch: onLeaf.batch, file: `sha256:${hex}${hex}`, root: `sha256:${hex}${hex}` },
    'leaf:materialise': { ...id, batch: onLeaf.batch, index: 0, line: leafLine('huaxin', 0), path: [] },
    'leaf:suspend': { ...id, ...onLeaf },
    'leaf:reinstate': { ...id, ...onLeaf },
    'leaf:revoke': { ...id, ...onLeaf },
    'record:handOver': { ...id, record: { case: `cas-${hex}` } },
    'key:report': {
      ...id,
      certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      since: '2026-01-01T00:00:00.000Z',
      reason: '遗失',
    },
    'key:confirm': { ...id, fingerprint: `${hex}${hex}` },
    'measure:appeal': { ...id, measure: `msr-${hex}`, grounds: '不服' },
    'measure:decide': { ...id, measure: `msr-${hex}`, allow: false, reason: '维持' },
    'measure:advance': { ...id, measure: `msr-${hex}` },
    'grading:raise': { ...id, release: pair.from, grade: 'important', reason: '升级' },
    'grading:push': { ...id, edges: [pair] },
    'report:sign': {
      ...id,
      entity: 'huaxin',
      outputs: [`sha256:${hex}${hex}`],
      inputs: [{ release: pair.from, grade: 'important' }],
      grade: 'general',
      opinion: '已去标识化',
      evidence: [sheet('de-identification-report')],
    },
    'report:accept': { ...id, ...onReport },
    'report:refuse': { ...id, ...onReport, reason: '不充分' },
    'report:revoke': { ...id, ...onReport, reason: '有误' },
    'lineage:claim': {
      ...id,
      from: { release: pair.from },
      to: pair.to,
      run: { job: { namespace: 'etl', name: 'copy' }, kind: 'copy', evidence: [] },
      columns: [],
    },
    'lineage:confirm': { ...id, ...pair },
    'lineage:dispute': { ...id, ...pair, reason: '无此使用' },
    'lineage:withdraw': { ...id, ...pair, reason: '写错了' },
    'lineage:arbitrate': { ...id, ...pair, uphold: true, ground: '日志无此读取' },
    'lineage:advance': { ...id, ...pair },
    'licence:offer': { ...id, asset: `ast-${hex}`, ...licence },
    'licence:change': { ...id, ...onOffer, ...licence },
    'licence:withdraw': { ...id, ...onOffer },
    'licence:accept': { ...id, ...onOffer, version: 1 },
    'licence:propose': {
      ...id,
      asset: `ast-${hex}`,
      licensee: 'qixiang',
      ...licence,
      answerBy: new Date(Date.now() + 86_400_000).toISOString(),
    },
    'licence:conclude': { ...id, ...onAgreement },
    'licence:decline': { ...id, ...onAgreement, reason: '条款不合适' },
    'licence:advance': { ...id, ...onAgreement },
    'licence:terminate': { ...id, ...onAgreement, ground: 'notice', reason: '不再需要', evidence: [] },
    'licence:retract': { ...id, ...onAgreement },
    'usage:spend': { ...id, ...onAgreement, ...use, lane: 0, uses: 1 },
    'usage:allot': { ...id, ...onAgreement, slots: 1 },
    'usage:recordRefusal': {
      ...id,
      question: { ...use, recipient: 'huaxin', time: new Date().toISOString() },
      answer: `sha256:${hex}${hex}`,
    },
    'vault:open': { ...id, ...onVault, to: 'registry', ground: 'registration' },
    'vault:hold': { ...id, ...onVault, reason: '保全' },
    'vault:lift': { ...id, ...onVault, reason: '解除' },
    'vault:purge': { ...id, ...onVault, host: 'GroupMSP', record: vaultRecord, reason: '清除' },
    'vault:attest': { ...id, ...onVault, host: 'GroupMSP' },
    'trade:openAccount': { ...id, account },
    'trade:list': { ...id, ...listing },
    'trade:change': { ...id, id: `lst-${hex}`, ...listing },
    'trade:withdraw': { ...id, id: `lst-${hex}` },
    'trade:order': {
      ...id,
      listing: `lst-${hex}`,
      version: 1,
      exchange: 'exchange',
      agreement: sha256,
      salt: hex,
    },
    'trade:match': { ...id, ...onOrder, bank: 'custody-bank' },
    'trade:decline': { ...id, ...said },
    'trade:cancel': { ...id, ...said },
    'trade:instruct': { ...id, ...onOrder, instruction: { messageId: 'PAIN-1', sha256 } },
    'trade:secure': { ...id, ...onOrder, message },
    'trade:reject': { ...id, ...onOrder, message },
    'trade:deliver': { ...id, ...onOrder, agreement: sha256, digests: [sha256] },
    'trade:forgo': { ...id, ...said },
    'trade:receive': { ...id, ...onOrder, digests: [sha256] },
    'trade:witness': { ...id, ...onOrder, digests: [sha256] },
    'trade:dispute': { ...id, ...said, evidence: [] },
    'trade:payOut': { ...id, ...onOrder, message },
    'trade:return': { ...id, ...onOrder, message },
    'trade:reverse': { ...id, ...onOrder, message },
    'trade:settle': {
      ...id,
      ...onOrder,
      agreement: sha256,
      delivery: [sha256],
      payOut: { messageId: 'BANK-2', sha256 },
    },
    'trade:arbitrate': { ...id, ...said, award: 'return' },
    'trade:replaceBank': { ...id, ...said, bank: 'reserve-bank' },
    'trade:advance': { ...id, subject: `ord-${hex}` },
    'alias:claim': {
      ...id,
      external: { namespace: 'warehouse', name: 'weather' },
      asset: `ast-${hex}`,
      statement: '同一数据',
    },
    'alias:confirm': { ...id, ...alias },
    'alias:decline': { ...id, ...alias, reason: '不是同一数据' },
    'alias:withdraw': { ...id, ...alias, reason: '写错了' },
    'alias:advance': { ...id, ...alias },
    'recall:order': { ...id, release: pair.from, reason: '数值有误', evidence: [] },
    'recall:acknowledge': {
      ...id,
      ...onRecall,
      action: 'stopped',
      statement: '已停用',
      releases: [pair.to],
    },
    'recall:withdraw': { ...id, ...onRecall, reason: '核实无误' },
    'recognition:recognise': {
      ...id,
      profile: { id: 'general', version: 1 },
      certificate: `GG-2026-${'0'.repeat(17)}`,
      foreign: {
        network: { genesis: hex + hex, title: { zh: '他域登记网络' } },
        digest: sha256,
        issuer: '他域登记机构',
        bundle: { kind: 'other', name: '证明包', sha256, size: 1, mediaType: 'application/json' },
      },
    },
    'recognition:update': {
      ...id,
      recognition: `rcg-${hex}`,
      state: 'revoked',
      evidence: { kind: 'other', name: '撤销公告', sha256, size: 1, mediaType: 'application/pdf' },
    },
    'recognition:acknowledge': { ...id, recognition: `rcg-${hex}`, state: 'revoked' },
    'recognition:withdraw': { ...id, recognition: `rcg-${hex}`, reason: '不再互认' },
    'basis:record': {
      ...id,
      law: '《数据安全法》第三十五条',
      purpose: '调查',
      instruments: [{ kind: 'legal-basis', name: '协查函', sha256, size: 1, mediaType: 'application/pdf' }],
      starts: [pair.from],
      until: new Date(Date.now() + 86_400_000).toISOString(),
    },
    'basis:end': { ...id, basis: `bas-${hex}`, reason: '结案' },
    'basis:use': { ...id, basis: `bas-${hex}`, start: pair.from, direction: 'upstream', depth: 3, reason: '核查' },
    'reading:seal': {
      ...id,
      from: '2026-01-05T00:00:00.000Z',
      until: '2026-01-05T01:00:00.000Z',
      count: 1,
      digest: sha256,
    },
  };
};
