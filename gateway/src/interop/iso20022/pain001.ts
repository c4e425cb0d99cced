import { type AccountText, decimalOf, digest, type Order } from '@suyuan/schemas';

/** What the buyer adds to an order for its bank, and the ledger never sees but as a digest. */
export interface Debtor {
  readonly name: string;
  readonly account: string;
  readonly agent: AccountText['agent'];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);
const short = (text: string, most: number) => [...text].slice(0, most).join('');

const agentXml = (agent: AccountText['agent']) =>
  'bic' in agent
    ? `<FinInstnId><BICFI>${agent.bic}</BICFI></FinInstnId>`
    : `<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>${agent.cnaps}</MmbId></ClrSysMmbId></FinInstnId>`;

const accountXml = (number: string) =>
  `<Id>${/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number) ? `<IBAN>${number}</IBAN>` : `<Othr><Id>${escaped(number)}</Id></Othr>`}</Id>`;

export interface Instruction {
  readonly messageId: string;
  readonly sha256: string;
  readonly xml: string;
}

/**
 * The buyer's credit transfer into the supervised account, pain.001.001.09. The same order and debtor give the same
 * bytes, whenever they are asked for: dates are those of the agreement. `seller` is the ultimate creditor's name.
 */
export function pain001(
  order: Pick<Order, 'endToEndId' | 'price' | 'agreement'> & { readonly account: AccountText },
  agreedAt: string,
  debtor: Debtor,
  seller: string,
): Instruction {
  const { endToEndId, price, account, agreement } = order;
  const messageId = `P${endToEndId.slice(1)}`;
  const amount = decimalOf(price.fen);
  const day = new Date(Date.parse(agreedAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  const name = escaped(short(debtor.name, 140));
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>${messageId}</MsgId>
      <CreDtTm>${agreedAt}</CreDtTm>
      <NbOfTxs>1</NbOfTxs>
      <CtrlSum>${amount}</CtrlSum>
      <InitgPty><Nm>${name}</Nm></InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>${messageId}</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>1</NbOfTxs>
      <CtrlSum>${amount}</CtrlSum>
      <ReqdExctnDt><Dt>${day}</Dt></ReqdExctnDt>
      <Dbtr><Nm>${name}</Nm></Dbtr>
      <DbtrAcct>${accountXml(debtor.account)}<Ccy>CNY</Ccy></DbtrAcct>
      <DbtrAgt>${agentXml(debtor.agent)}</DbtrAgt>
      <CdtTrfTxInf>
        <PmtId><InstrId>${endToEndId}</InstrId><EndToEndId>${endToEndId}</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt>
        <CdtrAgt>${agentXml(account.agent)}</CdtrAgt>
        <Cdtr><Nm>${escaped(short(account.name, 140))}</Nm></Cdtr>
        <CdtrAcct>${accountXml(account.number)}<Ccy>CNY</Ccy></CdtrAcct>
        <UltmtCdtr><Nm>${escaped(short(seller, 140))}</Nm></UltmtCdtr>
        <RmtInf><Ustrd>agreement ${agreement}</Ustrd></RmtInf>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
`;
  return { messageId, sha256: digest(xml), xml };
}
