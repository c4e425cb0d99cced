import { digest, type ErrorCode, endToEndIdOf, errors, explain, Refusal } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { type Debtor, pain001, readBankMessage } from '../../gateway/src/interop/iso20022/index.ts';
import { camt054, entry, notification, pain002 } from '../../gateway/tools/src/demo/bank.ts';

const order = `ord-${'0123456789abcdef'.repeat(2)}`;
const second = `ord-${'fedcba9876543210'.repeat(2)}`;
const paid = (id = order, fen = 1_234_500) => ({
  endToEndId: endToEndIdOf(id),
  price: { currency: 'CNY' as const, fen },
  account: '6222000011112222',
});
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readBankMessage(bytes(text));

/** The refusal of a message: code, place and rule; it has words in both languages. */
function refused(message: string | Uint8Array, code: ErrorCode, field?: string): string {
  try {
    readBankMessage(typeof message === 'string' ? bytes(message) : message);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect([error.body.code, error.body.params]).toEqual([code, error.body.params]);
    if (field !== undefined) expect(error.body.field).toBe(field);
    const { zh, en } = explain(error.body);
    expect([zh, en].every((text) => text.length > 0)).toBe(true);
    expect(errors[code].citation).not.toBe('');
    return String(error.body.params.rule ?? '');
  }
  throw new Error(`expected ${code}`);
}

const GOOD = camt054('BANK-1', paid());
const BODY = '/Document/BkToCstmrDbtCdtNtfctn';

describe('what a bank says', () => {
  it('is the command that it is, by direction, reversal and return', () => {
    for (const [of, name] of [
      [{}, 'trade:secure'],
      [{ direction: 'DBIT' }, 'trade:payOut'],
      [{ direction: 'DBIT', returned: true }, 'trade:return'],
      [{ reversal: true }, 'trade:reverse'],
    ] as const) {
      const message = camt054('BANK-1', paid(), of);
      const { commands, sha256 } = read(message);
      expect(commands).toHaveLength(1);
      expect(commands[0]).toMatchObject({
        function: name,
        command: { order, message: { camt054: { messageId: 'BANK-1', amount: { currency: 'CNY', fen: 1_234_500 } } } },
      });
      expect(sha256).toBe(digest(message));
    }
    const { commands } = read(pain002('BANK-2', paid(), 'PAIN-1', 'ACCC'));
    expect(commands[0]).toMatchObject({
      function: 'trade:secure',
      command: { message: { pain002: { originalMessageId: 'PAIN-1', status: 'ACCC' } } },
    });
    expect(read(pain002('BANK-3', paid(), 'PAIN-1', 'RJCT')).commands[0]?.function).toBe('trade:reject');
  });

  it('is one command for each order, under an id that a repeat has again, and others’ entries are left alone', () => {
    const foreign = entry({ ...paid(), endToEndId: 'NOTPROVIDED' });
    const message = notification('BANK-9', paid().account, [entry(paid()), foreign, entry(paid(second, 100))]);
    const { commands, others } = read(message);
    expect([commands.map(({ command }) => command.order), others]).toEqual([[order, second], 1]);
    const ids = (text: string) => read(text).commands.map(({ command }) => command.commandId);
    expect(ids(message)).toEqual(ids(message));
    expect(new Set(ids(message)).size).toBe(2);
    expect(ids(message)[0]).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it('may carry what the definition has beside it, in its place', () => {
    const tracked = (at: string) => pain002('B', paid(), 'P', 'ACSC').replace(at, `<TrckrData/>${at}`);
    expect(read(tracked('<OrgnlTxRef>')).commands[0]?.function).toBe('trade:secure');
    expect(refused(tracked('<TxSts>'), 'ISO_SCHEMA')).toMatch(/no such element here/);
  });

  it('counts only when it is settled', () => {
    for (const status of ['PDNG', 'INFO', 'FUTR']) refused(camt054('B', paid(), { status }), 'PAYMENT_UNSETTLED');
    for (const status of ['RCVD', 'ACTC', 'ACSP', 'PDNG', 'PART', 'ACWP']) {
      refused(pain002('B', paid(), 'P', status), 'PAYMENT_UNSETTLED');
    }
  });
});

describe('a hostile message', () => {
  it('reads nothing outside of itself and expands nothing', () => {
    const entity = '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n || ''};`.repeat(10)}">`).join('')}]>`;
    for (const declared of [entity, laughs, '<!DOCTYPE Document SYSTEM "http://localhost/x.dtd">']) {
      const message = GOOD.replace('<Document', `${declared}<Document`).replace('N-1', '&x;');
      expect(refused(message, 'XML_REFUSED', 'body')).toMatch(/document type or entity/);
    }
    refused(GOOD.replace('N-1', '&x;'), 'XML_REFUSED', 'body');
    const include = GOOD.replace(
      '<Ntfctn>',
      '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><Ntfctn>',
    );
    expect(refused(include, 'XML_REFUSED', `${BODY}/include`)).toMatch(/another namespace/);
  });

  it('has a limit of size, of depth and of time', () => {
    refused(GOOD.replace('N-1', 'x'.repeat(300_000)), 'LIMIT_BODY');
    const deep = (many: number) => GOOD.replace('<Id>N-1</Id>', `${'<Id>'.repeat(many)}${'</Id>'.repeat(many)}`);
    expect(refused(deep(100), 'XML_REFUSED')).toMatch(/64 deep/);
    expect(refused(deep(5000), 'XML_REFUSED')).toMatch(/depth/i);
    const began = performance.now();
    refused(GOOD.replace('<Id>N-1</Id>', '<Id/>'.repeat(50_000)), 'ISO_SCHEMA');
    refused(GOOD.replace('N-1</Id>', `N-1</Id${' a="b"'.repeat(10_000)}>`), 'XML_REFUSED');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('is UTF-8, and says so', () => {
    const latin = Uint8Array.from(Buffer.from(GOOD.replace('启象科技', 'Müller'), 'latin1'));
    expect(refused(latin, 'XML_REFUSED', 'body')).toMatch(/UTF-8/);
    expect(refused(Buffer.from(GOOD, 'utf16le'), 'XML_REFUSED')).toBeTruthy();
    expect(refused(GOOD.replace('UTF-8', 'GB18030'), 'XML_REFUSED', 'body')).toMatch(/encoding/);
    for (const character of ['\u0000', '\u0008', '\ufffe'])
      refused(GOOD.replace('N-1', character), 'XML_REFUSED', 'body');
  });

  it('keeps identifiers in the characters of banks, and names in any', () => {
    expect(read(GOOD.replace('启象科技', 'Müller 𠮷 &amp; Söhne <![CDATA[<x>]]>')).commands).toHaveLength(1);
    for (const wrong of ['BANK-Ü', 'ＢＡＮＫ', 'BANK_1', 'a\nb', 'х'.repeat(5)]) {
      refused(GOOD.replace('BANK-1', wrong), 'ISO_SCHEMA', 'messageId');
    }
    refused(GOOD.replace('BANK-1', 'x'.repeat(36)), 'ISO_SCHEMA', `${BODY}/GrpHdr/MsgId`);
  });

  it('is of a known message and version, in its own namespace', () => {
    for (const other of ['camt.054.001.02', 'camt.053.001.08', 'pain.001.001.09', 'camt.054.001.080']) {
      refused(GOOD.replace('camt.054.001.08', other), 'ISO_MESSAGE');
    }
    refused(GOOD.replace(/ xmlns="[^"]*"/, ''), 'ISO_MESSAGE');
    refused(GOOD.replace('<Ntry>', '<Ntry xmlns="urn:other">'), 'XML_REFUSED', `${BODY}/Ntfctn/Ntry`);
    refused(GOOD.replaceAll('Document', 'Dokument'), 'ISO_MESSAGE');
    const prefixed = GOOD.replace('xmlns="', 'xmlns:c="').replaceAll(/<(\/?)([A-Z])/g, '<$1c:$2');
    expect(read(prefixed).commands).toHaveLength(1);
  });

  it('keeps the order, number and types of its elements', () => {
    const ntry = `${BODY}/Ntfctn/Ntry`;
    const swapped = GOOD.replace(/(<Amt Ccy="CNY">12345.00<\/Amt>)(<CdtDbtInd>CRDT<\/CdtDbtInd>)/, '$2$1');
    refused(swapped, 'ISO_SCHEMA', `${ntry}/Amt`);
    refused(GOOD.replace('<Sts><Cd>BOOK</Cd></Sts>', ''), 'ISO_SCHEMA', `${ntry}/Sts`);
    refused(GOOD.replace('<Sts>', '<Sts><Cd>BOOK</Cd></Sts><Sts>'), 'ISO_SCHEMA', `${ntry}/Sts[2]`);
    refused(GOOD.replace('<NtryRef>', '<Nonsense/><NtryRef>'), 'ISO_SCHEMA', `${ntry}/Amt`);
    refused(GOOD.replace('<Cd>BOOK</Cd>', '<Cd>BOOK</Cd><Prtry>x</Prtry>'), 'ISO_SCHEMA', `${ntry}/Sts`);
    refused(GOOD.replace('<Cd>BOOK</Cd>', '<Prtry>booked</Prtry>'), 'ISO_SCHEMA', `${ntry}/Sts/Cd`);
    refused(GOOD.replace('>CRDT<', '>CREDIT<'), 'ISO_SCHEMA', `${ntry}/CdtDbtInd`);
    refused(GOOD.replace('2026-11-22</Dt>', '2026-02-30</Dt>'), 'ISO_SCHEMA', `${ntry}/BookgDt/Dt`);
    refused(GOOD.replace('<Ntry>', 'words<Ntry>'), 'XML_REFUSED', `${BODY}/Ntfctn`);
    refused(GOOD.replace('<Ntry>', '<Ntry lang="zh">'), 'ISO_SCHEMA', `${ntry}/@lang`);
    refused(GOOD.replace(/<Refs>.*<\/Refs>/, ''), 'ISO_ORDER');
  });

  it('has exact amounts, in a currency, that add up', () => {
    const amt = `${BODY}/Ntfctn/Ntry/Amt`;
    const amount = (text: string) => GOOD.replaceAll('>12345.00<', `>${text}<`);
    for (const wrong of [
      '12,345.00',
      '1e4',
      '-12345.00',
      '',
      ' ',
      'NaN',
      '１２３４５',
      '12345.123456',
      '1'.repeat(19),
    ]) {
      refused(amount(wrong), 'ISO_SCHEMA', amt);
    }
    expect(refused(amount('12345.005'), 'ISO_SCHEMA')).toMatch(/hundredths/);
    expect(read(amount('+0012345.00000')).commands).toHaveLength(1);
    refused(GOOD.replaceAll(' Ccy="CNY"', ''), 'ISO_SCHEMA', amt);
    refused(GOOD.replaceAll('"CNY"', '"cny"'), 'ISO_SCHEMA', `${amt}/@Ccy`);
    refused(GOOD.replace('>12345.00<', '>12346.00<'), 'ISO_SUM', amt);
    const total = (of: string) => notification('B', paid().account, [entry(paid()), entry(paid(second, 50))], of);
    const sum = (number: number, value: string) =>
      `<TxsSummry><TtlNtries><NbOfNtries>${number}</NbOfNtries><Sum>${value}</Sum></TtlNtries></TxsSummry>`;
    expect(read(total(sum(2, '12345.50'))).commands).toHaveLength(2);
    refused(total(sum(3, '12345.50')), 'ISO_SUM', `${BODY}/Ntfctn/TxsSummry/TtlNtries/NbOfNtries`);
    refused(total(sum(2, '12345.51')), 'ISO_SUM', `${BODY}/Ntfctn/TxsSummry/TtlNtries/Sum`);
    const report = pain002('B', paid(), 'P', 'ACSC');
    refused(report.replace('<OrgnlCtrlSum>12345.00', '<OrgnlCtrlSum>1.00'), 'ISO_SUM');
    refused(report.replace('<OrgnlNbOfTxs>1<', '<OrgnlNbOfTxs>0<'), 'ISO_SUM');
  });

  it('belongs to orders of ours, each once', () => {
    const id = endToEndIdOf(order);
    const wrong = `${id.slice(0, -1)}${(Number(id.at(-1)) + 1) % 10}`;
    expect(refused(GOOD.replaceAll(id, wrong), 'ISO_ORDER')).toMatch(/check digits/);
    refused(GOOD.replaceAll(id, 'NOTPROVIDED'), 'ISO_ORDER');
    const twice = notification('B', paid().account, [entry(paid()), entry(paid())]);
    expect(refused(twice, 'ISO_ORDER')).toMatch(/more than once/);
  });
});

describe('the buyer’s instruction', () => {
  const account = { number: '6222000011112222', name: '资金监管专户', agent: { cnaps: '105100000017' } };
  const debtor: Debtor = { name: '启象 & <科技>', account: '6217000010001234567', agent: { bic: 'BKCHCNBJ' } };
  const agreement = digest('agreement');
  const made = () => pain001({ ...paid(), agreement, account }, '2026-11-22T18:30:00.000Z', debtor, '华信');

  it('is the same bytes whenever it is asked for, bound to the order, on the day at UTC+8', () => {
    const { xml, sha256, messageId } = made();
    expect(made()).toEqual({ xml, sha256, messageId });
    expect(sha256).toBe(digest(xml));
    expect(messageId).toHaveLength(35);
    expect(xml).toContain(`<EndToEndId>${endToEndIdOf(order)}</EndToEndId>`);
    expect(xml).toContain('<InstdAmt Ccy="CNY">12345.00</InstdAmt>');
    expect(xml).toContain('<Dt>2026-11-23</Dt>');
    expect(xml).toContain('<Nm>启象 &amp; &lt;科技&gt;</Nm>');
    expect(xml).toContain(agreement);
  });

  it('is well-formed, and is no message that a bank sends', () => refused(made().xml, 'ISO_MESSAGE'));
});
