import { type Batch, type BatchLeaf, leafNumbers, type Seal } from '@suyuan/schemas';
import type { MadeBatch } from '../../support/batches.ts';
import { at, tx } from './chain.ts';

const by = { msp: 'GroupMSP', entity: 'huaxin', person: 'li' };
export const batchId = (n: number) => `bat-${n.toString(16).padStart(32, '0')}`;

const seal = (n: number): Seal => ({
  transaction: tx(n),
  numbers: leafNumbers('GG', tx(n), at(n)),
  registrar: 'registry',
  by: { msp: 'RegistryMSP', entity: 'registry', person: 'wu' },
  at: at(n),
});

/** The n-th batch as the ledger holds it, in force unless said otherwise. */
export function batchDocument(n: number, made: MadeBatch, change: Partial<Batch> = {}) {
  const document: Batch & { seal: Seal } = {
    schema: 'batch/1',
    id: batchId(n),
    entity: made.entity,
    case: `cas-${n.toString(16).padStart(32, '0')}`,
    text: made.text,
    profile: { id: 'general', version: 1 },
    submittedBy: by,
    state: 'active',
    excluded: [],
    custodians: ['GroupMSP', 'RegistryMSP'],
    time: at(n),
    ...change,
    seal: seal(n),
  };
  return { key: `batch/${document.id}`, document };
}

export function leafDocument(n: number, index: number, state: BatchLeaf['state'], change: Partial<BatchLeaf> = {}) {
  const document: BatchLeaf = { schema: 'batch-leaf/1', batch: batchId(n), index, state, time: at(n), ...change };
  return { key: `batch/${batchId(n)}/${index}`, document };
}
