import { parentPort, workerData } from 'node:worker_threads';
import { keyFromPem } from '../../identity/keys.ts';
import { signLowS } from '../../identity/signature.ts';
import { type Configuration, configurationOfBlock } from '../channel/configuration.ts';
import { serializeIdentity } from '../msp/identity.ts';
import { ProposalRefused } from '../proposal/proposal.ts';
import { queryLedger } from '../qscc/query.ts';
import { Chain } from '../storage/chain.ts';
import { openStore } from '../storage/store.ts';
import { type EndorserParts, processProposal } from './endorse.ts';
import { invoke } from './invocation.ts';
import type { FromPeer, PeerSettings, ToPeer } from './messages.ts';
import { loadPackage } from './package.ts';
import { loadShim } from './shim.ts';

/** One operator's endorsing peer, in a thread of its own: chaincode that hangs or dies takes only this with it. */
const port = parentPort;
if (!port) throw new Error('thread.ts runs as a worker thread');
const tell = (message: FromPeer): void => port.postMessage(message);
const settings = workerData as PeerSettings;

const start = async (): Promise<EndorserParts & { configure(block: Uint8Array): void }> => {
  const store = await openStore(settings.ledger);
  const { name, version } = settings.chaincode;
  const shim = loadShim();
  const content = await loadPackage(settings.chaincode.folder, settings.chaincode.main);
  const serializers = {
    transaction: content.serializers?.transaction ?? 'jsonSerializer',
    serializers: { ...content.serializers?.serializers, jsonSerializer: shim.JSONSerializer },
  };
  const { contracts, metadata, title } = content;
  const chaincode = new shim.ChaincodeFromContract(contracts, serializers, metadata, title, content.version);
  const invocation = { store, shim, chaincode, name, version, limits: settings.limits };
  const chain = new Chain(store);
  const key = keyFromPem(settings.key);
  const endorser = serializeIdentity(settings.mspId, settings.certificate);
  let configuration: Configuration = configurationOfBlock(settings.configBlock);
  return {
    channel: settings.channel,
    chain,
    configuration: () => configuration,
    configure: (block) => {
      configuration = configurationOfBlock(block);
    },
    chaincode: (wanted) => {
      if (wanted === name) return { system: false, execute: (proposal) => invoke(invocation, proposal) };
      if (wanted !== 'qscc') return undefined;
      return {
        system: true,
        execute: async (proposal) => ({
          response: queryLedger(chain, configuration, settings.channel, proposal),
          results: new Uint8Array(),
          event: new Uint8Array(),
          version: 'syscc',
        }),
      };
    },
    sign: (payload) => signLowS(Buffer.concat([payload, endorser]), key),
  };
};

try {
  const parts = await start();
  // One at a time, in order of arrival: who hangs is then known without doubt.
  let last: Promise<void> = Promise.resolve();
  const answer = async (message: Extract<ToPeer, { kind: 'propose' }>): Promise<void> => {
    try {
      const response = await processProposal(parts, message.proposal, message.endorse);
      tell({ kind: 'response', id: message.id, response });
    } catch (error) {
      if (error instanceof ProposalRefused) return tell({ kind: 'refused', id: message.id, message: error.message });
      const reason = error instanceof Error ? error.message : String(error);
      tell({ kind: 'refused', id: message.id, message: `error processing proposal: ${reason}` });
    }
  };
  port.on('message', (message: ToPeer) => {
    last = last.then(() => (message.kind === 'propose' ? answer(message) : parts.configure(message.configBlock)));
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
