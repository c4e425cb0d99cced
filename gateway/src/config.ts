import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { QUEUE, type QueueLimits } from './ledger/index.ts';

/** Every setting of the gateway, read once from the environment. Durations are milliseconds. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Port for machines that sign in by mutual TLS; absent: no such port. */
  readonly mtlsPort: number | undefined;
  /** Where other operators' gateways reach that port; absent: not announced, but on this machine alone. */
  readonly mtlsUrl: string | undefined;
  readonly home: string;
  readonly connectionFile: string;
  readonly operator: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly walletsDir: string;
  /** The key from which commitments of hidden trace nodes get their salts. */
  readonly commitmentKeyFile: string;
  readonly consoleDir: string;
  readonly logLevel: string;
  /** Refuses to start as a demonstration, or by plain HTTP on a public address. */
  readonly production: boolean;
  /** Certificate and key (PEM) by which the main port is served; absent: plain HTTP. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** Whether GraphiQL is served and the schema told. */
  readonly explore: boolean;
  /** By which others than this machine read the metrics. */
  readonly metricsToken: string | undefined;
  readonly sessionMs: number;
  readonly challengeMs: number;
  /** Longest wait for a block that a caller asks to be answered from. */
  readonly afterMs: number;
  /** Longest wait for the peer at start. */
  readonly peerMs: number;
  /** How often the ledger's clock is ticked; undefined: by the kind of network. 0 switches it off. */
  readonly tickMs: number | undefined;
  /** How often the read log is put on the ledger; 0 never. */
  readonly readingsMs: number;
  /** Transactions under way at the peers at once, and in line behind them. */
  readonly queue: QueueLimits;
  readonly limits: Limits;
  /** The key that signs webhooks, whether they go to private addresses, and the first wait after a failure. */
  readonly webhooks: { readonly keyFile: string; readonly privately: boolean; readonly againMs: number };
  /** Operations that are there from the start, by hash, and whether others are refused. */
  readonly operations: { readonly listed: Readonly<Record<string, string>>; readonly only: boolean };
  readonly documents: DocumentSettings;
}

/** What the document store takes. */
export interface DocumentSettings {
  readonly documentBytes: number;
  readonly entityBytes: number;
  readonly uploads: number;
  readonly mediaTypes: readonly string[];
  /** Whether custody receipts are signed by a registrar's wallet that is kept here. */
  readonly receipts: boolean;
  /** How long an unfinished upload is kept after its last byte. */
  readonly uploadMs: number;
  /** Longest wait of a reader for a document that is fetched from another gateway. */
  readonly waitMs: number;
}

/** What one request may ask for. */
export interface Limits {
  readonly bodyBytes: number;
  readonly depth: number;
  readonly cost: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly batch: number;
  readonly challengesPerMinute: number;
  readonly failuresPerMinute: number;
  readonly addressFailuresPerMinute: number;
  readonly personPerMinute: number;
  readonly entityPerMinute: number;
}

const root = resolve(import.meta.dirname, '../..');

const positive = (env: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not "${text}"`);
  return value;
};

const optional = (env: NodeJS.ProcessEnv, name: string): number | undefined =>
  env[name] ? positive(env, name, 0) : undefined;

const address = (env: NodeJS.ProcessEnv, name: string): string | undefined => {
  const text = env[name];
  if (!text) return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error(`${name} must be an address such as https://gateway.example:4443/, not "${text}"`);
  return url.href;
};

/** A value of the environment, or of the file that it names with `_FILE`. */
const fileOr = (env: NodeJS.ProcessEnv, name: string): string | undefined => {
  const file = env[`${name}_FILE`];
  return (file ? readFileSync(file, 'utf8').trim() : env[name]) || undefined;
};

/** A secret, by the environment or by a file that the environment names with `_FILE`. */
const secret = (env: NodeJS.ProcessEnv, name: string): string | undefined => {
  const value = fileOr(env, name);
  if (value !== undefined && value.length < 16) throw new Error(`${name} must have 16 characters`);
  return value;
};

function tlsFiles(env: NodeJS.ProcessEnv): Config['tls'] {
  const [certificate, key] = [env.SUYUAN_TLS_CERTIFICATE, env.SUYUAN_TLS_KEY];
  if (!certificate && !key) return undefined;
  if (!certificate || !key) throw new Error('SUYUAN_TLS_CERTIFICATE and SUYUAN_TLS_KEY go together');
  return { certificateFile: resolve(certificate), keyFile: resolve(key) };
}

/**
 * Reads the settings; their names and defaults are listed in `gateway/README.md`.
 * @throws Error that names the setting when one does not parse
 */
/** A file of operations' texts, each under the SHA-256 of it. @throws Error when a hash is not of its text */
function operationsOf(file: string | undefined): Readonly<Record<string, string>> {
  if (!file) return {};
  const listed = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  for (const [hash, text] of Object.entries(listed))
    if (createHash('sha256').update(text).digest('hex') !== hash) throw new Error(`${file}: ${hash} is not the text's`);
  return listed;
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const home = resolve(env.SUYUAN_HOME || join(root, '.suyuan'));
  const mode = env.SUYUAN_MODE || 'any';
  if (mode !== 'any' && mode !== 'production')
    throw new Error(`SUYUAN_MODE must be production or absent, not "${mode}"`);
  return {
    host: env.HOST || '127.0.0.1',
    port: positive(env, 'PORT', 4000),
    mtlsPort: optional(env, 'SUYUAN_MTLS_PORT'),
    mtlsUrl: address(env, 'SUYUAN_MTLS_URL'),
    home,
    connectionFile: resolve(env.SUYUAN_CONNECTION || join(home, 'network', 'connection.json')),
    operator: env.SUYUAN_OPERATOR || undefined,
    databaseUrl: fileOr(env, 'DATABASE_URL'),
    walletsDir: resolve(env.SUYUAN_WALLETS || join(home, 'gateway', 'wallets')),
    commitmentKeyFile: resolve(env.SUYUAN_COMMITMENT_KEY || join(home, 'gateway', 'commitment.key')),
    consoleDir: resolve(env.SUYUAN_CONSOLE || join(root, 'gateway', 'console', 'dist')),
    logLevel: env.SUYUAN_LOG_LEVEL || 'info',
    production: mode === 'production',
    explore: env.SUYUAN_EXPLORE ? env.SUYUAN_EXPLORE !== 'off' : mode !== 'production',
    tls: tlsFiles(env),
    metricsToken: secret(env, 'SUYUAN_METRICS_TOKEN'),
    sessionMs: positive(env, 'SUYUAN_SESSION_SECONDS', 1800) * 1000,
    challengeMs: positive(env, 'SUYUAN_CHALLENGE_SECONDS', 60) * 1000,
    afterMs: positive(env, 'SUYUAN_AFTER_MS', 10_000),
    peerMs: positive(env, 'SUYUAN_PEER_SECONDS', 30) * 1000,
    tickMs: env.SUYUAN_TICK_SECONDS ? positive(env, 'SUYUAN_TICK_SECONDS', 60) * 1000 : undefined,
    readingsMs: positive(env, 'SUYUAN_READINGS_SECONDS', 3600) * 1000,
    queue: {
      inFlight: Math.max(1, positive(env, 'SUYUAN_SUBMITS_IN_FLIGHT', QUEUE.inFlight)),
      waiting: positive(env, 'SUYUAN_SUBMITS_WAITING', QUEUE.waiting),
    },
    limits: {
      bodyBytes: positive(env, 'SUYUAN_LIMIT_BODY_BYTES', 2 * 1024 * 1024),
      depth: positive(env, 'SUYUAN_LIMIT_DEPTH', 12),
      cost: positive(env, 'SUYUAN_LIMIT_COST', 50_000),
      aliases: positive(env, 'SUYUAN_LIMIT_ALIASES', 30),
      tokens: positive(env, 'SUYUAN_LIMIT_TOKENS', 4000),
      batch: positive(env, 'SUYUAN_LIMIT_BATCH', 5),
      challengesPerMinute: positive(env, 'SUYUAN_LIMIT_CHALLENGES', 600),
      failuresPerMinute: positive(env, 'SUYUAN_LIMIT_FAILURES', 10),
      addressFailuresPerMinute: positive(env, 'SUYUAN_LIMIT_ADDRESS_FAILURES', 600),
      personPerMinute: positive(env, 'SUYUAN_LIMIT_PERSON', 30_000),
      entityPerMinute: positive(env, 'SUYUAN_LIMIT_ENTITY', 120_000),
    },
    webhooks: {
      keyFile: resolve(env.SUYUAN_WEBHOOK_KEY || join(home, 'gateway', 'webhook.key')),
      privately: env.SUYUAN_WEBHOOK_PRIVATE === '1',
      againMs: positive(env, 'SUYUAN_WEBHOOK_SECONDS', 1) * 1000,
    },
    operations: {
      listed: operationsOf(env.SUYUAN_OPERATIONS),
      only: env.SUYUAN_OPERATIONS_ONLY === '1',
    },
    documents: documentSettings(env),
  };
}

const GIB = 1024 ** 3;

/** What applications are made of: texts, tables, pictures, office documents, OFD (GB/T 33190), signed data. */
const MEDIA_TYPES = [
  'application/pdf',
  'application/x-ndjson',
  'application/ofd',
  'application/json',
  'application/xml',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.apache.parquet',
  'application/pkcs7-mime',
  'application/jose+json',
  'application/octet-stream',
  'text/plain',
  'text/csv',
  'text/xml',
  'image/jpeg',
  'image/png',
  'image/tiff',
];

function documentSettings(env: NodeJS.ProcessEnv): DocumentSettings {
  const types = env.SUYUAN_DOCUMENT_TYPES?.split(',').map((type) => type.trim());
  return {
    documentBytes: positive(env, 'SUYUAN_DOCUMENT_BYTES', 4 * GIB),
    entityBytes: positive(env, 'SUYUAN_DOCUMENT_ENTITY_BYTES', 50 * GIB),
    uploads: positive(env, 'SUYUAN_DOCUMENT_UPLOADS', 100),
    mediaTypes: types?.filter(Boolean) ?? MEDIA_TYPES,
    receipts: env.SUYUAN_RECEIPTS !== 'by-hand',
    uploadMs: positive(env, 'SUYUAN_DOCUMENT_UPLOAD_SECONDS', 86_400) * 1000,
    waitMs: positive(env, 'SUYUAN_DOCUMENT_WAIT_MS', 5000),
  };
}

/** Where the template of a fresh database is kept between starts and homes. */
export function templateDir(): string {
  let at = root;
  while (!existsSync(join(at, 'node_modules')) && dirname(at) !== at) at = dirname(at);
  return join(at, 'node_modules', '.cache', 'suyuan');
}
