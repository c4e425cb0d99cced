import { Refusal } from '@suyuan/schemas';
import type { Ledger } from '../ledger/index.ts';
import type { Metrics } from './metrics.ts';
import type { Tracing } from './tracing.ts';

const outcomeOf = (error: unknown) => (error instanceof Refusal ? error.body.code : 'INTERNAL');

type Answered = { readonly transactionId?: string; readonly block?: number };

/** The ledger, with each transaction measured and, where traces are made, a span of its operation. */
export function observed(ledger: Ledger, metrics: Metrics, tracing: Tracing | undefined): Ledger {
  async function measured<T>(step: string, name: string, work: () => Promise<T>): Promise<T> {
    const end = metrics.transactions.startTimer({ function: name });
    try {
      const answer = await (tracing
        ? tracing.span(
            `ledger ${step}`,
            { 'suyuan.function': name, 'suyuan.channel': ledger.channel },
            async (span) => {
              const answer = await work();
              const { transactionId, block } = answer as Answered;
              if (transactionId) span.setAttribute('fabric.transaction_id', transactionId);
              if (block !== undefined) span.setAttribute('fabric.block', block);
              return answer;
            },
          )
        : work());
      end({ outcome: 'VALID' });
      return answer;
    } catch (error) {
      end({ outcome: outcomeOf(error) });
      throw error;
    }
  }
  return {
    ...ledger,
    submitAs: (identity, name, command, to) =>
      measured('submit', name, () => ledger.submitAs(identity, name, command, to)),
    endorse: (speaker, proposal, signature, hostOf) =>
      measured('endorse', 'endorse', () => ledger.endorse(speaker, proposal, signature, hostOf)),
    submit: (speaker, transaction, signature) =>
      measured('submit', 'submit', () => ledger.submit(speaker, transaction, signature)),
    evaluateAs: (identity, query, argument, at) =>
      measured('evaluate', query, () => ledger.evaluateAs(identity, query, argument, at)),
    evaluate: (speaker, proposal, signature) =>
      measured('evaluate', 'evaluate', () => ledger.evaluate(speaker, proposal, signature)),
  };
}
