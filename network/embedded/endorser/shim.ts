import { createRequire } from 'node:module';
import type { peer } from '@hyperledger/fabric-protos';

export interface ChaincodeResponse {
  readonly status: number;
  readonly message?: string;
  readonly payload?: Uint8Array;
}

export interface Stub {
  readonly chaincodeEvent?: peer.ChaincodeEvent;
}

export interface Chaincode {
  Invoke(stub: Stub): Promise<ChaincodeResponse>;
}

type Handler = object;

export interface ShimIterators {
  readonly StateQueryIterator: new (
    handler: Handler,
    channel: string,
    txId: string,
    page: peer.QueryResponse,
  ) => object;
  readonly HistoryQueryIterator: new (
    handler: Handler,
    channel: string,
    txId: string,
    page: peer.QueryResponse,
  ) => object;
}

/** The classes of fabric-shim that drive a contract on a real peer's behalf. */
export interface Shim {
  readonly iterators: ShimIterators;
  readonly ChaincodeStub: new (
    handler: Handler,
    channel: string,
    txId: string,
    input: peer.ChaincodeInput,
    proposal: peer.SignedProposal,
  ) => Stub;
  /** The serializer that every chaincode has. */
  readonly JSONSerializer: unknown;
  readonly ChaincodeFromContract: new (
    contracts: unknown[],
    serializers: unknown,
    metadata: object,
    title: string,
    version: string,
  ) => Chaincode;
}

/** The shim formats every log record before it drops it, and listens for unhandled rejections of the whole process. */
const quiet = { getLogger: () => silent, setLevel: () => undefined };
const silent = { debug: noop, info: noop, warn: noop, warning: noop, error: noop, fatal: noop, level: 'fatal' };
function noop(): void {}

interface Certificates {
  readonly Certificate: { fromPEM(pem: Buffer): unknown };
}

/** `ClientIdentity` parses its caller's certificate for each call; the parse depends on the bytes alone. */
const rememberCertificates = ({ Certificate }: Certificates): void => {
  const parse = Certificate.fromPEM.bind(Certificate);
  const known = new Map<string, unknown>();
  Certificate.fromPEM = (pem) => {
    const key = pem.toString('latin1');
    const parsed = known.get(key) ?? parse(pem);
    if (known.size >= 1000) known.clear();
    known.set(key, parsed);
    return parsed;
  };
};

/** Loads fabric-shim's own classes, quietened. */
export const loadShim = (): Shim => {
  const require = createRequire(import.meta.url);
  const inShim = createRequire(require.resolve('fabric-shim'));
  for (const file of [
    inShim.resolve('./lib/logger.js'),
    inShim.resolve('fabric-contract-api').replace(/index\.js$/, 'lib/logger.js'),
  ]) {
    require.cache[file] = { id: file, filename: file, loaded: true, exports: quiet } as unknown as NodeJS.Module;
  }
  rememberCertificates(inShim('@fidm/x509') as Certificates);
  return {
    iterators: inShim('./lib/iterators.js') as ShimIterators,
    ChaincodeStub: inShim('./lib/stub.js') as Shim['ChaincodeStub'],
    JSONSerializer: (inShim('fabric-contract-api') as { JSONSerializer: unknown }).JSONSerializer,
    ChaincodeFromContract: inShim('./lib/contract-spi/chaincodefromcontract.js') as Shim['ChaincodeFromContract'],
  };
};

/** What decorators leave on the global object belongs to one package: the next one must not find it. */
export const forgetDecorations = (): void => {
  const reflect = Reflect as { deleteMetadata?: (key: string, target: object) => boolean };
  for (const name of ['objects', 'default', 'info']) reflect.deleteMetadata?.(`fabric:${name}`, globalThis);
};
