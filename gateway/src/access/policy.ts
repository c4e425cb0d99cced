import { type CommandName, commands, type Role } from '@suyuan/schemas';

/**
 * Who may ask: anybody, anybody signed in whose key holds, people of an active member and operators' administrators, or
 * holders of a role. A signer is anybody signed in: whether what they signed is theirs to command, the ledger decides.
 */
export type Asker = 'anyone' | 'person' | 'member' | 'signer' | readonly Role[];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Name of the one-call mutation of a command: action, then concept; `registration:submit` is `submitRegistration`. */
export function mutationName(name: CommandName): string {
  const [concept = '', action = ''] = name.split(':');
  return `${action}${capital(concept)}`;
}

/** Every command is its signer's to send: chaincode refuses it on every committee peer to who has not the role. */
const COMMANDS = Object.fromEntries(
  Object.keys(commands).map((name) => [mutationName(name as CommandName), 'signer' as const]),
);

/** Who may ask which query or subscription, or send which mutation. One that is missing here is refused to everybody. */
export const OPERATIONS: Readonly<Record<string, Asker>> = {
  network: 'anyone',
  me: 'anyone',
  operators: 'anyone',
  entity: 'anyone',
  entities: 'anyone',
  charter: 'person',
  proposal: 'member',
  proposals: 'member',
  replacements: 'member',
  keyReplacements: 'member',
  proposalChanged: 'member',
  profile: 'anyone',
  profiles: 'anyone',
  calendar: 'anyone',
  asset: 'anyone',
  assets: 'anyone',
  search: 'anyone',
  statistics: 'anyone',
  savedViews: 'person',
  webhooks: 'person',
  webhookKey: 'anyone',
  createWebhook: 'member',
  deleteWebhook: 'person',
  replayWebhook: 'person',
  saveView: 'person',
  deleteView: 'person',
  release: 'anyone',
  releases: 'anyone',
  case: 'member',
  cases: 'member',
  waiting: 'person',
  moves: 'person',
  precheck: 'member',
  vault: 'member',
  examine: 'member',
  certificate: 'anyone',
  certificates: 'anyone',
  batch: 'anyone',
  measure: 'member',
  measures: 'member',
  batches: 'anyone',
  edge: 'member',
  edges: 'member',
  listings: 'anyone',
  listing: 'anyone',
  orders: 'member',
  order: 'member',
  payment: 'member',
  transactionCertificate: 'anyone',
  transactionCertificates: 'anyone',
  supervisedAccounts: 'anyone',
  trace: 'member',
  tracePaths: 'member',
  commonAncestors: 'member',
  columnTrace: 'member',
  traced: 'member',
  offer: 'member',
  offers: 'member',
  agreement: 'member',
  agreements: 'member',
  mayUse: 'member',
  useRefusal: 'member',
  useRefusals: 'member',
  reveal: 'member',
  gradeFrontier: 'member',
  aliases: 'member',
  report: 'member',
  reports: 'member',
  recall: 'anyone',
  recalls: 'anyone',
  recallNotices: 'member',
  recallNoticed: 'member',
  block: 'anyone',
  blocks: 'anyone',
  transaction: 'anyone',
  transactions: 'member',
  events: 'person',
  transactionFate: 'member',
  question: 'member',
  prepareQuery: 'member',
  evaluate: 'member',
  attestation: 'member',
  attest: 'member',
  caseChanged: 'member',
  certificateChanged: 'anyone',
  orderChanged: 'member',
  standingChanged: 'anyone',
  measureChanged: 'member',
  agreementChanged: 'member',
  blockAdded: 'anyone',
  recognition: 'anyone',
  recognitions: 'anyone',
  basis: 'member',
  bases: 'member',
  basisUses: 'member',
  readLogs: 'member',
  readLogLines: ['regulator', 'auditor'],
  sessions: 'person',
  endSession: 'person',
  endOtherSessions: 'person',
  transact: 'signer',
  prepare: 'signer',
  endorse: 'signer',
  submit: 'signer',
  storeVault: 'signer',
  deliverVault: 'signer',
  ...COMMANDS,
};

/**
 * Who comes through an edge: anybody, unasked who they are; a reader, who is shown what its rows are; who signed in; the
 * gateway of an operator; a program of this machine; who watches the gateway, from this machine or by its token; and
 * who runs it, from this machine: an administrator of its operator, or its own identity.
 */
export type Edge = 'anyone' | 'reader' | 'person' | 'gateway' | 'machine' | 'watcher' | 'operator';

/** Every edge beside the static files of the console. What is missing here is answered as not there. */
export const EDGES = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'watcher',
  'GET /schemas': 'anyone',
  'GET /schemas/errors': 'anyone',
  'GET /schemas/openapi.json': 'anyone',
  'GET /schemas/:kind/:name': 'anyone',
  'POST /session/challenge': 'anyone',
  'POST /session': 'anyone',
  'DELETE /session': 'anyone',
  'GET /session/demonstration': 'machine',
  'POST /session/demonstration': 'machine',
  'GET /ledger/blocks/:id': 'anyone',
  'GET /ledger/blocks/:id/raw': 'person',
  'GET /ledger/releases/:id': 'anyone',
  'GET /ledger/certificates/:id': 'anyone',
  'GET /graphql': 'reader',
  'POST /graphql': 'reader',
  'POST /documents': 'reader',
  'GET /documents/uploads/:id': 'reader',
  'PATCH /documents/uploads/:id': 'reader',
  'DELETE /documents/uploads/:id': 'reader',
  'GET /documents/:digest': 'reader',
  'GET /peer/documents/:digest': 'gateway',
  'GET /peer/documents/:digest/content': 'gateway',
  'POST /iso20022/orders/:id/pain.001': 'person',
  'POST /iso20022/orders/:id/instruction': 'person',
  'POST /iso20022/commands': 'person',
  'POST /iso20022/messages': 'person',
  'POST /operator/backup': 'operator',
} as const satisfies Readonly<Record<string, Edge>>;

export type EdgeName = keyof typeof EDGES;
