import { parentPort, workerData } from 'node:worker_threads';
import { keyFromPem } from '../../identity/keys.ts';
import { signLowS } from '../../identity/signature.ts';
import { type Configuration, configurationOfBlock } from '../channel/configuration.ts';
import { serializeIdentity } from '../msp/identity.ts';
import { ProposalRefused } from '../proposal/proposal.ts';
import { Chain } from '../storage/chain.ts';
import { openStore } from '../storage/store.ts';
import { type EndorserParts, processProposal } from './endorse.ts';
import { type Installed, invoke } from './invocation.ts';
import type { FromPeer, PeerCode, PeerResponse, PeerSettings, ToPeer } from './messages.ts';
import { loadPackage } from './package.ts';
import { forgetDecorations, loadShim } from './shim.ts';
import { isSystemChaincode } from './system.ts';
import { querySystem } from './system-queries.ts';

/** Chaincode that hangs or dies takes only this thread with it. */
const port = parentPort;
if (!port) throw new Error('serve.ts runs in a worker thread');
const tell = (message: FromPeer): void => port.postMessage(message);

type Parts = EndorserParts & { configure(block: Uint8Array): void };
const shim = loadShim();
const installed = new Map<string, Installed>();

/** Everything that takes time and needs no identity. */
const install = async (code: PeerCode): Promise<void> => {
  const content = await loadPackage(code.folder, code.main);
  const serializers = {
    transaction: content.serializers?.transaction ?? 'jsonSerializer',
    serializers: { ...content.serializers?.serializers, jsonSerializer: shim.JSONSerializer },
  };
  const { contracts, metadata, title, version } = content;
  const chaincode = new shim.ChaincodeFromContract(contracts, serializers, metadata, title, version);
  forgetDecorations();
  installed.set(code.name, { chaincode, version: code.version });
};

const installAll = async (codes: readonly PeerCode[]): Promise<void> => {
  for (const code of codes) await install(code);
};

const becomePeer = async (settings: PeerSettings): Promise<Parts> => {
  const store = await openStore(settings.ledger);
  const chain = new Chain(store);
  const key = keyFromPem(settings.key);
  const endorser = serializeIdentity(settings.mspId, settings.certificate);
  let configuration: Configuration = configurationOfBlock(settings.configBlock);
  const invocation = {
    ...{ mspId: settings.mspId, store, shim, installed, limits: settings.limits },
    configuration: () => configuration,
  };
  return {
    channel: settings.channel,
    chain,
    configuration: () => configuration,
    configure: (block) => {
      configuration = configurationOfBlock(block);
    },
    chaincode: (wanted) => {
      if (installed.has(wanted)) return { system: false, execute: (proposal) => invoke(invocation, proposal) };
      if (!isSystemChaincode(wanted)) return undefined;
      return {
        system: true,
        execute: async (proposal) => ({
          response: await querySystem(wanted, { store, chain, configuration, channel: settings.channel }, proposal),
          results: new Uint8Array(),
          event: new Uint8Array(),
          version: 'syscc',
        }),
      };
    },
    sign: (payload) => signLowS(Buffer.concat([payload, endorser]), key),
  };
};

/** Bytes in memory of their own: cloning a view into Node's shared pool would copy the whole pool. */
const tight = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

const pack = (response: PeerResponse): PeerResponse => ({
  status: response.status,
  message: response.message,
  result: tight(response.result),
  ...(response.payload ? { payload: tight(response.payload) } : {}),
  ...(response.signature ? { signature: tight(response.signature) } : {}),
  ...(response.interest ? { interest: tight(response.interest) } : {}),
  ...(response.privateSet ? { privateSet: tight(response.privateSet) } : {}),
  ...(response.txId ? { txId: response.txId } : {}),
});

const answer = async (parts: Parts, message: Extract<ToPeer, { kind: 'propose' }>): Promise<void> => {
  try {
    const response = await processProposal(parts, message.proposal, message.endorse);
    tell({ kind: 'response', id: message.id, response: pack(response) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const refused = error instanceof ProposalRefused ? reason : `error processing proposal: ${reason}`;
    tell({ kind: 'refused', id: message.id, message: refused });
  }
};

const installLater = async ({ id, code }: Extract<ToPeer, { kind: 'install' }>): Promise<void> => {
  try {
    await install(code);
    tell({ kind: 'installed', id });
  } catch (error) {
    tell({ kind: 'installed', id, failure: error instanceof Error ? error.message : String(error) });
  }
};

const fail = (error: unknown): void =>
  tell({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });

// One at a time, in order of arrival: who hangs is then known without doubt.
let parts: Promise<Parts> | undefined;
let last: Promise<void> = Promise.resolve();
const loaded = installAll(workerData as readonly PeerCode[]);
loaded.catch(fail);

const handle = async (message: ToPeer): Promise<void> => {
  if (message.kind === 'start') {
    await loaded;
    parts = becomePeer(message.settings);
    await parts;
    return tell({ kind: 'ready' });
  }
  const peer = await parts;
  if (!peer) throw new Error('a message came before the settings');
  if (message.kind === 'install') await installLater(message);
  else if (message.kind === 'configure') peer.configure(message.configBlock);
  else await answer(peer, message);
};

port.on('message', (messages: readonly ToPeer[]) => {
  for (const message of messages) last = last.then(() => handle(message)).catch(fail);
});
