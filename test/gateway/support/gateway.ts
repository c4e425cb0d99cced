import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type Gateway } from '../../../gateway/src/compose.ts';
import { type Config, readConfig } from '../../../gateway/src/config.ts';
import type { ChannelConfig, Connection, Ledger } from '../../../gateway/src/ledger/index.ts';
import { makeLog } from '../../../gateway/src/log.ts';
import { type Holder, Institution, signChallenge } from './authority.ts';
import { Chain } from './chain.ts';
import { fakeLedger } from './fake-ledger.ts';

export const temporary = () => mkdtempSync(join(tmpdir(), 'suyuan-gateway-'));

export const testConfig = (home: string, env: NodeJS.ProcessEnv = {}): Config =>
  readConfig({
    SUYUAN_HOME: home,
    PORT: '0',
    SUYUAN_TICK_SECONDS: '0',
    DATABASE_URL: process.env.DATABASE_URL,
    ...env,
  });

/** An answer's JSON, of which a test reads what it expects. */
export type Body = {
  readonly [member: string]: unknown;
  readonly challenge: string;
  readonly token: string;
  readonly error: { readonly code: string; readonly en: string; readonly zh: string; readonly retryAfter?: number };
};

export type Answer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads of the answer what its query asked for
  data?: any;
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
  extensions?: { asOf?: { block: number; time: string } };
};

/** A gateway over a hand-made chain, with its client's view. */
export interface TestGateway {
  readonly gateway: Gateway;
  readonly chain: Chain;
  readonly log: string[];
  /** Lets the gateway read what the chain holds now. */
  read(): Promise<void>;
  graphql(query: string, variables?: object, token?: string): Promise<Answer>;
  post(path: string, body: unknown, token?: string): Promise<{ status: number; body: Body }>;
  signIn(holder: Holder): Promise<string>;
  stop(): Promise<void>;
}

interface Asked {
  readonly config: ChannelConfig;
  readonly chain?: Chain;
  readonly env?: NodeJS.ProcessEnv;
  readonly ledger?: Partial<Ledger>;
  readonly connection?: Connection;
  /** A home that outlasts the gateway; absent: one of its own, which ends with it. */
  readonly home?: string;
  /** To whom documents are sealed. */
  readonly keeper?: Holder;
}

let made: Promise<Holder> | undefined;

/** The identity to which the documents of hand-made gateways are sealed. */
async function keeperOf(given?: Holder) {
  made ??= Institution.create('GroupMSP').then((group) => group.person('gateway', 'huaxin', ''));
  const { certificate, keyPem } = given ?? (await made);
  return { certificate, key: keyPem };
}

const NOWHERE: Connection = { channel: 'suyuan', chaincode: 'suyuan', operators: [] };

export async function testGateway({
  config,
  chain = new Chain(),
  env,
  ledger,
  connection = NOWHERE,
  home: lasting,
  keeper,
}: Asked): Promise<TestGateway> {
  const home = lasting ?? temporary();
  const log: string[] = [];
  const fake = fakeLedger(chain, config, ledger);
  const lines = { write: (line: string) => log.push(line) };
  const gateway = await assemble(testConfig(home, env), makeLog('debug', lines), {
    connection,
    ledger: fake,
    keeper: await keeperOf(keeper),
  });
  const request = async (path: string, body: unknown, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(new URL(path, gateway.url), { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  return {
    gateway,
    chain,
    log,
    post: request,
    read: async () => {
      fake.wake();
      await gateway.services.projector.reach(chain.height - 1, 10_000);
    },
    graphql: async (query, variables, token) =>
      (await request('/graphql', { query, variables }, token)).body as unknown as Answer,
    signIn: async ({ certificate, key }) => {
      const { challenge } = (await request('/session/challenge', {})).body;
      const signed = { certificate, challenge, signature: signChallenge(challenge, key) };
      const { body } = await request('/session', signed);
      return body.token;
    },
    stop: async () => {
      await gateway.stop();
      if (!lasting) rmSync(home, { recursive: true, force: true });
    },
  };
}
