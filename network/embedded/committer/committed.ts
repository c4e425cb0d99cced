import type { peer } from '@hyperledger/fabric-protos';
import type { ValidationCode } from './check.ts';

/** One transaction of a committed block, as services tell of it. */
export interface CommittedTransaction {
  readonly txId: string;
  /** Fabric's HeaderType. */
  readonly type: number;
  readonly code: ValidationCode;
  /** Of a valid transaction, when its chaincode set one. */
  readonly event: peer.ChaincodeEvent | undefined;
}

/** A committed block: its bytes, and what clients ask of it. */
export interface CommittedBlock {
  readonly number: number;
  readonly bytes: Buffer;
  readonly isConfig: boolean;
  readonly transactions: readonly CommittedTransaction[];
}
