import type { common } from '@hyperledger/fabric-protos';
import type { BlockParts } from '../orderer/block.ts';
import type { CheckedTransaction } from './check.ts';

/** A block in its place in the chain, signed, with what is already known of its transactions. */
export interface OrderedBlock extends BlockParts {
  readonly transactions: readonly CheckedTransaction[];
  /** Present in a configuration block. */
  readonly config?: common.ConfigEnvelope;
}
