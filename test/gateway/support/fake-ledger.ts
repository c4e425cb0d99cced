import { refuse } from '@suyuan/schemas';
import type { ChannelConfig, Ledger } from '../../../gateway/src/ledger/index.ts';
import type { Chain } from './chain.ts';

const refuseAll = () => Promise.reject(refuse('LEDGER_UNAVAILABLE'));

/** A ledger whose blocks are a hand-made chain: for what the gateway does before and after the real one. */
export function fakeLedger(
  chain: Chain,
  config: ChannelConfig,
  change: Partial<Ledger> = {},
): Ledger & { wake(): void } {
  let news = Promise.withResolvers<void>();
  return {
    operator: { mspId: 'GroupMSP', name: 'group' },
    channel: 'suyuan',
    chaincode: 'suyuan',
    evaluate: refuseAll,
    evaluateAs: refuseAll,
    attest: refuseAll,
    submitAs: refuseAll,
    attestBatch: refuseAll,
    attestAbsence: refuseAll,
    prepare: () => {
      throw refuse('LEDGER_UNAVAILABLE');
    },
    endorse: refuseAll,
    submit: refuseAll,
    fate: async () => undefined,
    async *blocks(from, signal) {
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      for (let next = from; !signal.aborted; ) {
        const block = chain.blocks[next];
        if (block) {
          next += 1;
          yield block;
        } else await Promise.race([news.promise, aborted]);
      }
    },
    // Nothing private comes, and the stream stays open.
    async *privateBlocks(_from, signal) {
      if (signal.aborted) return;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
    height: async () => chain.height,
    rawBlock: async (number) => Buffer.from(`block ${number}`),
    channelConfig: async () => config,
    tick: async () => undefined,
    announce: async () => undefined,
    sealReading: async () => undefined,
    close: () => undefined,
    wake() {
      news.resolve();
      news = Promise.withResolvers<void>();
    },
    ...change,
  };
}
