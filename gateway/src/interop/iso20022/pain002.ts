import { type BankMessage, Pain002 } from '@suyuan/schemas';
import type { Type } from './grammar.ts';
import { type Found, fitting, moneyIn, sums, textIn } from './reading.ts';
import { Amount, Count, codeOr, DateTime, External, Max35, max, Sum, unread, unreads } from './types.ts';
import { at, child, childrenOf, type Element } from './xml.ts';

const Reason: Type = {
  sequence: [...unread('Orgtr'), ['Rsn', 'optional', codeOr(Max35)], ['AddtlInf', 'any', max(105)]],
};

const OriginalTransaction: Type = {
  sequence: [
    ['IntrBkSttlmAmt', 'optional', Amount],
    [
      'Amt',
      'optional',
      {
        choice: [
          ['InstdAmt', 'one', Amount],
          ['EqvtAmt', 'one', 'unread'],
        ],
      },
    ],
    ...unread('IntrBkSttlmDt', 'ReqdColltnDt', 'ReqdExctnDt', 'CdtrSchmeId', 'SttlmInf', 'PmtTpInf', 'PmtMtd'),
    ...unread('MndtRltdInf', 'RmtInf', 'UltmtDbtr', 'Dbtr', 'DbtrAcct', 'DbtrAgt', 'DbtrAgtAcct', 'CdtrAgt'),
    ...unread('CdtrAgtAcct', 'Cdtr', 'CdtrAcct', 'UltmtCdtr', 'Purp'),
  ],
};

const Transaction: Type = {
  sequence: [
    ['StsId', 'optional', Max35],
    ['OrgnlInstrId', 'optional', Max35],
    ['OrgnlEndToEndId', 'optional', Max35],
    ...unread('OrgnlUETR'),
    ['TxSts', 'optional', External],
    ['StsRsnInf', 'any', Reason],
    ...unreads('ChrgsInf'),
    ...unread('TrckrData'),
    ['AccptncDtTm', 'optional', DateTime],
    ['AcctSvcrRef', 'optional', Max35],
    ['ClrSysRef', 'optional', Max35],
    ['OrgnlTxRef', 'optional', OriginalTransaction],
    ...unreads('SplmtryData'),
  ],
};

/** CustomerPaymentStatusReportV10. */
export const PAIN_002: Type = {
  sequence: [
    [
      'CstmrPmtStsRpt',
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
                ...unread('InitgPty', 'FwdgAgt', 'DbtrAgt', 'CdtrAgt'),
              ],
            },
          ],
          [
            'OrgnlGrpInfAndSts',
            'one',
            {
              sequence: [
                ['OrgnlMsgId', 'one', Max35],
                ['OrgnlMsgNmId', 'one', Max35],
                ['OrgnlCreDtTm', 'optional', DateTime],
                ['OrgnlNbOfTxs', 'optional', Count],
                ['OrgnlCtrlSum', 'optional', Sum],
                ['GrpSts', 'optional', External],
                ['StsRsnInf', 'any', Reason],
                ...unreads('NbOfTxsPerSts'),
              ],
            },
          ],
          [
            'OrgnlPmtInfAndSts',
            'any',
            {
              sequence: [
                ['OrgnlPmtInfId', 'one', Max35],
                ['OrgnlNbOfTxs', 'optional', Count],
                ['OrgnlCtrlSum', 'optional', Sum],
                ['PmtInfSts', 'optional', External],
                ['StsRsnInf', 'any', Reason],
                ...unreads('NbOfTxsPerSts'),
                ['TxInfAndSts', 'any', Transaction],
              ],
            },
          ],
          ...unreads('SplmtryData'),
        ],
      },
    ],
  ],
};

const amountOf = (transaction: Element) => at(transaction, 'OrgnlTxRef', 'Amt', 'InstdAmt');

/** The original's number and sum of transactions, where the report has all of them. */
function checkSums(original: Element | undefined, transactions: readonly Element[]): void {
  sums({ count: child(original, 'OrgnlNbOfTxs'), sum: undefined }, transactions, () => undefined, 'at most');
  const whole = transactions.length === Number(child(original, 'OrgnlNbOfTxs')?.text);
  const amounts = transactions.map(amountOf);
  if (!whole || amounts.some((amount) => amount === undefined)) return;
  sums({ count: undefined, sum: child(original, 'OrgnlCtrlSum') }, amounts as Element[], (one) => one, 'exactly');
}

/** What a payment status report says, transaction by transaction. @throws ISO_SCHEMA, ISO_SUM */
export function readPain002(root: Element, sha256: string): Found[] {
  const report = child(root, 'CstmrPmtStsRpt');
  const group = child(report, 'OrgnlGrpInfAndSts');
  const blocks = childrenOf(report, 'OrgnlPmtInfAndSts');
  checkSums(
    group,
    blocks.flatMap((block) => childrenOf(block, 'TxInfAndSts')),
  );
  for (const block of blocks) checkSums(block, childrenOf(block, 'TxInfAndSts'));
  const messageId = textIn(at(report, 'GrpHdr', 'MsgId'));
  return blocks.flatMap((block) =>
    childrenOf(block, 'TxInfAndSts').map((transaction): Found => {
      const id = child(transaction, 'OrgnlEndToEndId');
      const status = child(transaction, 'TxSts') ?? child(block, 'PmtInfSts') ?? child(group, 'GrpSts');
      const message = (): BankMessage => ({
        pain002: fitting(Pain002, {
          version: 'pain.002.001.10',
          messageId,
          sha256,
          endToEndId: textIn(id),
          status: textIn(status, `${transaction.path}/TxSts`),
          amount: moneyIn(amountOf(transaction), `${transaction.path}/OrgnlTxRef/Amt/InstdAmt`),
          originalMessageId: textIn(child(group, 'OrgnlMsgId')),
        }),
      });
      return { endToEndId: id?.text, path: transaction.path, message };
    }),
  );
}
