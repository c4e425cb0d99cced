import { type Client, type Receipt, SuyuanError } from '@suyuan/client';
import { type BankCommand, type Commands, decimalOf, type Order } from '@suyuan/schemas';

const camt = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';
const pain = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

type Paid = Pick<Order, 'endToEndId' | 'price'> & { readonly account: string };
type Entry = {
  readonly direction?: 'CRDT' | 'DBIT';
  readonly reversal?: boolean;
  readonly returned?: boolean;
  readonly status?: string;
};

/** The entry of one order in a notification, as a bank writes it. */
export const entry = ({ endToEndId, price }: Paid, of: Entry = {}): string => {
  const amount = `<Amt Ccy="CNY">${decimalOf(price.fen)}</Amt>`;
  const direction = `<CdtDbtInd>${of.direction ?? 'CRDT'}</CdtDbtInd>`;
  return `<Ntry><NtryRef>1</NtryRef>${amount}${direction}${of.reversal ? '<RvslInd>true</RvslInd>' : ''}
<Sts><Cd>${of.status ?? 'BOOK'}</Cd></Sts><BookgDt><Dt>2026-11-22</Dt></BookgDt><ValDt><Dt>2026-11-22</Dt></ValDt>
<AcctSvcrRef>20261122-0001</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>${amount}${direction}
<RltdPties><Dbtr><Pty><Nm>启象科技</Nm></Pty></Dbtr></RltdPties>
${of.returned ? '<RtrInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>卖方未交付</AddtlInf></RtrInf>' : ''}</TxDtls></NtryDtls></Ntry>`;
};

/** A camt.054.001.08 with entries on one account. */
export const notification = (messageId: string, account: string, entries: readonly string[], summary = ''): string =>
  `${HEAD}
<Document xmlns="${camt}"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-11-22T10:00:00+08:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N-1</Id><CreDtTm>2026-11-22T10:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>CNY</Ccy><Nm>资金监管专户</Nm></Acct>${summary}
${entries.join('\n')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

export const camt054 = (messageId: string, paid: Paid, of: Entry = {}): string =>
  notification(messageId, paid.account, [entry(paid, of)]);

/** A pain.002.001.10 about one transaction. */
export const pain002 = (messageId: string, paid: Paid, original: string, status: string): string =>
  `${HEAD}
<Document xmlns="${pain}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-11-22T02:00:00.000Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${original}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
<OrgnlNbOfTxs>1</OrgnlNbOfTxs><OrgnlCtrlSum>${decimalOf(paid.price.fen)}</OrgnlCtrlSum></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${original}</OrgnlPmtInfId><TxInfAndSts>
<OrgnlInstrId>${paid.endToEndId}</OrgnlInstrId><OrgnlEndToEndId>${paid.endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>
<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${decimalOf(paid.price.fen)}</InstdAmt></Amt></OrgnlTxRef>
</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

type Reported = { readonly function: BankCommand; readonly command: Commands['trade:secure'] };

/** Sends a message to the gateway, which reads and checks it, and signs the commands that it is with the bank's own key. */
export async function report(url: string, bank: Client, message: string): Promise<Receipt[]> {
  const response = await fetch(new URL('/iso20022/commands', url), {
    method: 'POST',
    headers: { 'content-type': 'application/xml', authorization: `Bearer ${bank.token}` },
    body: message,
  });
  const answer = (await response.json()) as {
    readonly commands: readonly Reported[];
    readonly error?: { readonly code: string; readonly en?: string };
  };
  if (answer.error) throw new SuyuanError(answer.error.en ?? answer.error.code, answer.error.code, answer.error);
  const receipts = [];
  for (const { function: name, command } of answer.commands) receipts.push(await bank.transact(name, command));
  return receipts;
}
