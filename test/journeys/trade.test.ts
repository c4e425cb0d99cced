import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, fromPkcs12, signIn } from '@suyuan/client';
import { digest } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { camt054 } from '../../gateway/tools/src/demo/bank.ts';
import { type Platform, runScript, startPlatform } from '../support/platform.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
}, 240_000);
afterAll(async () => {
  await platform.stop();
  rmSync(platform.home, { recursive: true, force: true });
});

async function as(operator: string, name: string): Promise<Client> {
  const file = readFileSync(join(platform.home, `network/operators/${operator}/people/${name}/person.p12`));
  return signIn(platform.url, await fromPkcs12(file, 'demonstration'));
}

/** An anonymous question. */
async function anyone<T>(query: string): Promise<T> {
  const response = await fetch(new URL('/graphql', platform.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: T }).data;
}

describe('a sale on the one-command platform', () => {
  it('plays the scene: refusals with citation, settlement, reversal, a witness for a silent buyer', async () => {
    const env = { SUYUAN_HOME: platform.home, SUYUAN_URL: platform.url, NO_COLOR: '1' };
    const { code, output } = await runScript('gateway/tools/src/demo/main.ts', env, ['trade']);
    expect(output).toMatch(/TRADE_CURRENCY .*银发〔2026〕42号/);
    expect(output).toMatch(/TRADE_FRACTION .*倡议/);
    expect(output).toMatch(/TRADE_AUCTION/);
    expect(output).toMatch(/ORDER_INSTRUCTED/);
    expect(output).toMatch(/银行确认资金到账 camt\.054\.001\.08 → secured/);
    expect(output).toMatch(/不可 no {2}USE_UNLICENSED[\s\S]*交易所结算 settles → settled/);
    expect(output).toMatch(/结算即成立许可协议[\s\S]*可 yes {2}AGREEMENT {2}qixiang ← huaxin/);
    expect(output).toMatch(/数据交易凭证 DEMO-T-\d{4}-\d{16}[\dX]: active/);
    expect(output).toMatch(/付款被冲正 .* → disputed\b/);
    expect(output).toMatch(/数据交易凭证 DEMO-T-\S+: suspended\s+qixiang .* 不可 no {2}USE_CHAIN/);
    expect(output).toMatch(/银行退款给买方 .* → returned\b/);
    expect(output).toMatch(/数据交易凭证 DEMO-T-\S+: revoked/);
    expect(output).toMatch(/anyone advances → accepted/);
    expect(code, output).toBe(0);
  }, 180_000);

  it('shows the catalogue and the certificates to anybody, orders and money to their parties', async () => {
    const shown = await anyone<{
      listings: { nodes: { price: { fen: number }; state: string }[] };
      transactionCertificates: { nodes: { state: string; order: unknown; commitments: object }[] };
    }>(`{ listings { nodes { state price { fen } } }
          transactionCertificates { nodes { state order { id } commitments } } }`);
    expect(shown.listings.nodes[0]).toEqual({ state: 'LISTED', price: { fen: 1_234_500 } });
    expect(shown.transactionCertificates.nodes[0]).toMatchObject({ state: 'REVOKED', order: null });
    expect(Object.keys(shown.transactionCertificates.nodes[0]?.commitments ?? {})).toContain('price');
    expect(await anyone('{ orders { totalCount } }')).toBeNull();

    const orders = `{ orders(sort: {by: OPENED_AT, direction: ASCENDING}) { nodes {
      id state salt buyerId payment { state reports { command report { status } } } } } }`;
    type Seen = {
      orders: {
        nodes: { id: string; state: string; salt: string | null; payment: { state: string; reports: unknown[] } }[];
      };
    };
    const buyer = await (await as('group', 'wang-hosted')).query<Seen>(orders);
    expect(buyer.orders.nodes.map(({ state }) => state)).toEqual(['RETURNED', 'ACCEPTED']);
    expect(buyer.orders.nodes[0]?.payment.reports).toHaveLength(4);
    expect(buyer.orders.nodes[0]?.salt).toMatch(/^[0-9a-f]{32}$/);
    const exchange = await (await as('exchange', 'zhao-exchange')).query<Seen>(orders);
    expect(exchange.orders.nodes[0]).toMatchObject({ salt: null, payment: { state: 'RETURNED', reports: null } });
    const other = await (await as('group', 'xu-analyst')).query<Seen>(orders);
    expect(other.orders.nodes).toEqual([]);
  });

  it('shows buyer and seller the agreement that the sale concluded, and nobody beside them', async () => {
    const query = `{ agreements { nodes { state licensee { id } termination { ground } order { state licence { id } }
      terms { actions } odrl } } listings { nodes { terms { actions } notice { amount } odrl } } }`;
    type Seen = { agreements: { nodes: { odrl: object }[] }; listings: { nodes: { odrl: object }[] } };
    for (const name of ['wang-hosted', 'li-holder']) {
      const { agreements, listings } = await (await as('group', name)).query<Seen>(query);
      expect(agreements.nodes).toHaveLength(1);
      expect(agreements.nodes[0]).toMatchObject({
        state: 'TERMINATED',
        licensee: { id: 'qixiang' },
        termination: { ground: 'REFUND' },
        order: { state: 'RETURNED' },
        terms: { actions: ['DERIVE', 'READ'] },
        odrl: { '@type': 'Agreement', uid: expect.stringMatching(/^urn:suyuan:agreement:agr-/) },
      });
      expect(listings.nodes[0]).toMatchObject({
        terms: { actions: ['DERIVE', 'READ'] },
        notice: { amount: 30 },
        odrl: { '@type': 'Offer', uid: expect.stringMatching(/^urn:suyuan:listing:lst-/) },
      });
    }
    const { agreements } = await (await as('group', 'xu-analyst')).query<Seen>(query);
    expect(agreements.nodes).toEqual([]);
  });

  it('gives the instruction to the buyer alone, and reads messages only of who signed in', async () => {
    const { orders } = await (await as('group', 'wang-hosted')).query<{ orders: { nodes: { id: string }[] } }>(
      '{ orders { nodes { id } } }',
    );
    const id = orders.nodes[0]?.id ?? '';
    const ask = async (who: Client, what: string, debtor: object, method = 'POST') => {
      const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' };
      const body = method === 'GET' ? {} : { body: JSON.stringify(debtor) };
      const response = await fetch(new URL(`/iso20022/orders/${id}/${what}`, platform.url), {
        method,
        headers,
        ...body,
      });
      return { status: response.status, text: await response.text() };
    };
    const own = { account: '6217000010001234567', agent: 'BKCHCNBJ' };
    const buyer = await as('group', 'wang-hosted');
    const first = await ask(buyer, 'pain.001', own);
    expect([first.status, first.text]).toEqual([200, (await ask(buyer, 'pain.001', own)).text]);
    expect(first.text).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
    const { sha256 } = JSON.parse((await ask(buyer, 'instruction', own)).text) as { sha256: string };
    expect(sha256).toBe(digest(first.text));
    expect((await ask(buyer, 'pain.001', {})).text).toContain('ISO_DEBTOR');
    expect((await ask(await as('exchange', 'zhao-exchange'), 'pain.001', own)).text).toContain('ORDER_PARTY');
    expect((await ask(await as('group', 'xu-analyst'), 'pain.001', own)).text).toContain('NOT_FOUND');
    // An address is kept in logs and histories, so none takes an account's number; the answer does not repeat it.
    const query = `instruction?account=${own.account}&agent=${own.agent}`;
    expect(await ask(buyer, query, {}, 'GET')).toMatchObject({ status: 405 });
    const refused = await ask(buyer, query, {});
    expect(refused.text).toContain('ISO_DEBTOR');
    expect(refused.text).not.toContain(own.account);

    const post = (path: string, body: string, token?: string) =>
      fetch(new URL(`/iso20022/${path}`, platform.url), {
        method: 'POST',
        headers: { 'content-type': 'application/xml', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body,
      });
    expect((await post('messages', '<x/>')).status).toBe(401);
    const bank = await as('exchange', 'tang-bank');
    expect((await post('messages', '<x/>', bank.token)).status).toBe(415);
    const laughs = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>';
    expect(await (await post('commands', laughs, bank.token)).json()).toMatchObject({ error: { code: 'XML_REFUSED' } });
    expect((await post('commands', `<x>${'y'.repeat(300_000)}</x>`, bank.token)).status).toBe(413);
  });

  it('carries a bank’s message out with the key that the bank keeps here, once', async () => {
    const session = await fetch(new URL('/session/demonstration', platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'tang-bank' }),
    });
    const { token } = (await session.json()) as { token: string };
    const buyer = await as('group', 'wang-hosted');
    type Accepted = {
      id: string;
      endToEndId: string;
      price: { currency: 'CNY'; fen: number };
      account: { number: string };
    };
    const { orders } = await buyer.query<{ orders: { nodes: Accepted[] } }>(
      '{ orders(filter: {state: [ACCEPTED]}) { nodes { id endToEndId price { currency fen } account { number } } } }',
    );
    const [order] = orders.nodes;
    if (!order) throw new Error('the scene leaves an accepted order');
    const message = camt054('JOURNEY-1', { ...order, account: order.account.number }, { direction: 'DBIT' });
    const post = async () => {
      const response = await fetch(new URL('/iso20022/messages', platform.url), {
        method: 'POST',
        headers: { 'content-type': 'application/xml', authorization: `Bearer ${token}` },
        body: message,
      });
      return (await response.json()) as object;
    };
    expect(await post()).toMatchObject({
      others: 0,
      results: [{ function: 'trade:payOut', order: order.id, state: 'paid_out' }],
    });
    expect(await post()).toMatchObject({ error: { code: 'COMMAND_REPEATED' } });
  });
});
