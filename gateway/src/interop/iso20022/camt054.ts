import { type BankMessage, Camt054 } from '@suyuan/schemas';
import type { Type } from './grammar.ts';
import { type Found, fitting, moneyIn, sums, textIn } from './reading.ts';
import {
  AccountId,
  Amount,
  Count,
  CreditDebit,
  Currency,
  code,
  codeOr,
  DateChoice,
  DateTime,
  Indicator,
  Max35,
  Max500,
  max,
  Sum,
  unread,
  unreads,
} from './types.ts';
import { at, child, childrenOf, type Element } from './xml.ts';

const References: Type = {
  sequence: [
    ['MsgId', 'optional', Max35],
    ['AcctSvcrRef', 'optional', Max35],
    ['PmtInfId', 'optional', Max35],
    ['InstrId', 'optional', Max35],
    ['EndToEndId', 'optional', Max35],
    ...unread('UETR', 'TxId', 'MndtId', 'ChqNb', 'ClrSysRef', 'AcctOwnrTxId', 'AcctSvcrTxId', 'MktInfrstrctrTxId'),
    ...unread('PrcgId'),
    ...unreads('Prtry'),
  ],
};

const Return: Type = {
  sequence: [...unread('OrgnlBkTxCd', 'Orgtr'), ['Rsn', 'optional', codeOr(Max35)], ['AddtlInf', 'any', max(105)]],
};

const Details: Type = {
  sequence: [
    ['Refs', 'optional', References],
    ['Amt', 'optional', Amount],
    ['CdtDbtInd', 'optional', CreditDebit],
    ...unread('AmtDtls'),
    ...unreads('Avlbty'),
    ...unread('BkTxCd', 'Chrgs', 'Intrst', 'RltdPties', 'RltdAgts', 'LclInstrm', 'Purp'),
    ...unreads('RltdRmtInf'),
    ...unread('RmtInf', 'RltdDts', 'RltdPric'),
    ...unreads('RltdQties'),
    ...unread('FinInstrmId', 'Tax'),
    ['RtrInf', 'optional', Return],
    ...unread('CorpActn', 'SfkpgAcct'),
    ...unreads('CshDpst'),
    ...unread('CardTx'),
    ['AddtlTxInf', 'optional', Max500],
    ...unreads('SplmtryData'),
  ],
};

const Entry: Type = {
  sequence: [
    ['NtryRef', 'optional', Max35],
    ['Amt', 'one', Amount],
    ['CdtDbtInd', 'one', CreditDebit],
    ['RvslInd', 'optional', Indicator],
    ['Sts', 'one', codeOr(Max35)],
    ['BookgDt', 'optional', DateChoice],
    ['ValDt', 'optional', DateChoice],
    ['AcctSvcrRef', 'optional', Max35],
    ...unreads('Avlbty'),
    ['BkTxCd', 'one', 'unread'],
    ['ComssnWvrInd', 'optional', Indicator],
    ...unread('AddtlInfInd', 'AmtDtls', 'Chrgs', 'TechInptChanl', 'Intrst', 'CardTx'),
    ['NtryDtls', 'any', { sequence: [...unread('Btch'), ['TxDtls', 'any', Details]] }],
    ['AddtlNtryInf', 'optional', Max500],
  ],
};

const NumberAndSum: Type = {
  sequence: [['NbOfNtries', 'optional', Count], ['Sum', 'optional', Sum], ...unread('TtlNetNtry')],
};

const Notification: Type = {
  sequence: [
    ['Id', 'one', Max35],
    ...unread('NtfctnPgntn', 'ElctrncSeqNb', 'RptgSeq', 'LglSeqNb'),
    ['CreDtTm', 'optional', DateTime],
    ...unread('FrToDt'),
    ['CpyDplctInd', 'optional', code('CODU', 'COPY', 'DUPL')],
    ...unread('RptgSrc'),
    [
      'Acct',
      'one',
      {
        sequence: [
          ['Id', 'one', AccountId],
          ...unread('Tp'),
          ['Ccy', 'optional', Currency],
          ['Nm', 'optional', max(70)],
          ...unread('Prxy', 'Ownr', 'Svcr'),
        ],
      },
    ],
    ...unread('RltdAcct'),
    ...unreads('Intrst'),
    [
      'TxsSummry',
      'optional',
      {
        sequence: [
          ['TtlNtries', 'optional', NumberAndSum],
          ['TtlCdtNtries', 'optional', NumberAndSum],
          ['TtlDbtNtries', 'optional', NumberAndSum],
          ...unreads('TtlNtriesPerBkTxCd'),
        ],
      },
    ],
    ['Ntry', 'any', Entry],
    ['AddtlNtfctnInf', 'optional', Max500],
  ],
};

/** BankToCustomerDebitCreditNotificationV08. */
export const CAMT_054: Type = {
  sequence: [
    [
      'BkToCstmrDbtCdtNtfctn',
      'one',
      {
        sequence: [
          [
            'GrpHdr',
            'one',
            {
              sequence: [
                ['MsgId', 'one', Max35],
                ['CreDtTm', 'one', DateTime],
                ...unread('MsgRcpt', 'MsgPgntn', 'OrgnlBizQry'),
                ['AddtlInf', 'optional', Max500],
              ],
            },
          ],
          ['Ntfctn', 'many', Notification],
          ...unreads('SplmtryData'),
        ],
      },
    ],
  ],
};

const amountIn = (element: Element) => child(element, 'Amt');
const detailsOf = (entry: Element) => childrenOf(entry, 'NtryDtls').flatMap((details) => childrenOf(details, 'TxDtls'));

/** An entry is the sum of its transactions, a notification's summary that of its entries. */
function checkSums(notification: Element): void {
  const entries = childrenOf(notification, 'Ntry');
  for (const entry of entries) {
    const details = detailsOf(entry);
    if (details.length === 0 || details.some((one) => !child(one, 'Amt'))) continue;
    sums({ count: undefined, sum: child(entry, 'Amt') }, details, amountIn, 'exactly');
  }
  const summary = child(notification, 'TxsSummry');
  for (const [name, direction] of [
    ['TtlNtries', undefined],
    ['TtlCdtNtries', 'CRDT'],
    ['TtlDbtNtries', 'DBIT'],
  ] as const) {
    const total = child(summary, name);
    const counted = entries.filter((entry) => !direction || child(entry, 'CdtDbtInd')?.text === direction);
    sums({ count: child(total, 'NbOfNtries'), sum: child(total, 'Sum') }, counted, amountIn, 'exactly');
  }
}

function found(account: string, entry: Element, details: Element, ids: { messageId: string; sha256: string }): Found {
  const id = at(details, 'Refs', 'EndToEndId');
  const direction = child(details, 'CdtDbtInd') ?? child(entry, 'CdtDbtInd');
  const reference = at(details, 'Refs', 'AcctSvcrRef') ?? child(entry, 'AcctSvcrRef');
  const alone = detailsOf(entry).length === 1;
  const message = (): BankMessage => ({
    camt054: fitting(Camt054, {
      version: 'camt.054.001.08',
      ...ids,
      endToEndId: textIn(id),
      status: textIn(at(entry, 'Sts', 'Cd'), `${entry.path}/Sts/Cd`),
      amount: moneyIn(child(details, 'Amt') ?? (alone ? child(entry, 'Amt') : undefined), `${details.path}/Amt`),
      account,
      direction: textIn(direction) === 'CRDT' ? 'CRDT' : 'DBIT',
      reversal: ['true', '1'].includes(child(entry, 'RvslInd')?.text ?? ''),
      returned: child(details, 'RtrInf') !== undefined,
      ...(reference ? { reference: reference.text } : {}),
    }),
  });
  return { endToEndId: id?.text, path: details.path, message };
}

/** What a notification says, transaction by transaction. @throws ISO_SCHEMA, ISO_SUM */
export function readCamt054(root: Element, sha256: string): Found[] {
  const body = child(root, 'BkToCstmrDbtCdtNtfctn');
  const ids = { messageId: textIn(at(body, 'GrpHdr', 'MsgId')), sha256 };
  return childrenOf(body, 'Ntfctn').flatMap((notification) => {
    checkSums(notification);
    const account = at(notification, 'Acct', 'Id');
    const number = child(account, 'IBAN') ?? at(account, 'Othr', 'Id');
    return childrenOf(notification, 'Ntry').flatMap((entry) =>
      detailsOf(entry).map((details) => found(textIn(number), entry, details, ids)),
    );
  });
}
