import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { Refusal, readRefusal, refuse } from '@suyuan/schemas';
import { codeName } from './codes.ts';

const UNREACHABLE = new Set<number>([status.UNAVAILABLE, status.CANCELLED]);

/** A peer's or orderer's limit of requests at once; a message that is too large has the same status. */
const TOO_MANY = 'concurrency limit';

/** How gRPC words, inside a peer's answer, that another peer was away or frozen while it endorsed: nothing was ordered. */
const ENDORSER_AWAY = ['DeadlineExceeded', 'Unavailable', 'Canceled'].map((code) => `rpc error: code = ${code}`);

const CONFLICTS = new Set(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT']);

/**
 * What a peer's gateway says, without a code of its own, when endorsers answered at different heights because a block
 * came in between: a lost race like MVCC's, found earlier.
 */
const ENDORSEMENTS_DIFFER = 'ProposalResponsePayloads do not match';

/** Texts in which a peer may have wrapped a chaincode's refusal. */
const texts = (error: GatewayError) => [...error.details.map((d) => d.message), error.message];

/**
 * The one place where a failure of the ledger becomes a refusal: a chaincode's own keeps its code, Fabric's become
 * LEDGER_CONFLICT, LEDGER_UNAVAILABLE, LEDGER_BUSY, LEDGER_TIMEOUT or LEDGER_REFUSED. What is already a refusal is left as it is.
 */
export function ledgerRefusal(error: unknown, txId: string): unknown {
  if (error instanceof Refusal) return error;
  if (!(error instanceof GatewayError)) return error;
  for (const text of texts(error)) {
    const body = readRefusal(text);
    if (body) return new Refusal(body);
  }
  if (texts(error).some((text) => text.includes(ENDORSEMENTS_DIFFER))) {
    return refuse('LEDGER_CONFLICT', { txId, code: 'ENDORSEMENTS_DIFFER' });
  }
  const says = (words: string) => texts(error).some((text) => text.includes(words));
  if (error.code === status.RESOURCE_EXHAUSTED && says(TOO_MANY)) return refuse('LEDGER_BUSY', { retryAfter: 1 });
  if (UNREACHABLE.has(error.code) || ENDORSER_AWAY.some(says)) return refuse('LEDGER_UNAVAILABLE');
  if (error.code === status.DEADLINE_EXCEEDED) return refuse('LEDGER_TIMEOUT', { txId });
  const reason = error.details[0]?.message || error.cause?.details || error.message;
  return refuse('LEDGER_REFUSED', { reason: reason.slice(0, 300) });
}

/** The refusal of a transaction that was ordered but is not valid. A lost race is told apart: it may be made anew. */
export function invalid(txId: string, code: number): Refusal {
  const name = codeName(code);
  return CONFLICTS.has(name)
    ? refuse('LEDGER_CONFLICT', { txId, code: name })
    : refuse('LEDGER_INVALID', { txId, code: name });
}

/** Runs a step of a transaction and turns its failure into a refusal. */
export async function refusing<T>(txId: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw ledgerRefusal(error, txId);
  }
}
