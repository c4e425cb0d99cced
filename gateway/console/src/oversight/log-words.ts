import { words } from '../words/i18n.ts';

export const useLogWords = words(
  'read-log',
  {
    logsText:
      '各网关记录谁读取了重要数据；每小时把一段记录的条数与摘要写入账本。监管与审计可在此取得本网关的原文，由浏览器重新计算摘要并与账本比对。',
    logsNone: '这家机构还没有记录上链。没有人读取重要数据时不会产生记录。',
    operator: '运营机构',
    lines: '{{count}} 条',
    check: '核对原文',
    checking: '正在读取并计算… 已读 {{count}} 条',
    agrees: '一致：原文 {{count}} 条，摘要与账本相同。',
    differs: '不一致：原文的条数或摘要与账本不同，请立即查明。',
    tooMany: '这一段超过 {{count}} 条，浏览器不予读取；请用 API 核对。',
    ledgerSays: '账本上的摘要',
    computed: '浏览器算得的摘要',
    elsewhere: '这家机构的原文在它自己的网关，请在那里核对。',
    notYou: '原文供监管机构与审计查看。',
    who: '谁',
    readWhat: '读取了什么',
    when: '何时',
    underUse: '依据使用',
    firstLines: '此处列出前 {{count}} 条。',
  },
  {
    logsText:
      'Each gateway logs who read important data, and puts the number and digest of a stretch of lines on the ledger every hour. Regulators and auditors can read the lines of this gateway here; the browser works out their digest anew and compares it with the ledger’s.',
    logsNone:
      'Nothing of this operator’s log is on the ledger yet. Where nobody reads important data there are no lines.',
    operator: 'Operator',
    lines: 'Lines: {{count}}',
    check: 'Check the lines',
    checking: 'Reading and computing… lines so far: {{count}}',
    agrees: 'They agree: number of lines ({{count}}) and digest are the ledger’s.',
    differs: 'They differ: number or digest of the lines is not what the ledger says. Find out why at once.',
    tooMany: 'This stretch has more than {{count}} lines, which the browser does not read; check it by the API.',
    ledgerSays: 'Digest on the ledger',
    computed: 'Digest worked out here',
    elsewhere: 'The lines of this operator are at its own gateway: check them there.',
    notYou: 'The lines are for regulators and auditors.',
    who: 'Who',
    readWhat: 'What was read',
    when: 'When',
    underUse: 'Under the use',
    firstLines: 'These are the first {{count}}.',
  },
);
