import { type Actor, type Batch, leafNumbers, type Profile, refuse, type Seal } from '@suyuan/schemas';
import { validity } from '../../certificate/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import { inState } from './application.ts';

type Sealing = {
  readonly batch: Batch;
  readonly registrar: string;
  readonly by: Actor;
  readonly profile: Profile;
  /** The batch in which the same leaves are sealed already, if they are. */
  readonly sealedAs: string | undefined;
};

/** One transaction seals every certificate of a batch. They are in force once two operators hold the file. */
export function seal(what: Sealing, now: { txId: string; time: string }): Recorded[] {
  const { registrar, by, profile, sealedAs } = what;
  if (sealedAs) throw refuse('RULE_BATCH_SEALED', { batch: sealedAs }, 'case');
  inState(what.batch, 'applied');
  const { openCase: _, ...batch } = what.batch;
  const sealed: Seal = {
    transaction: now.txId,
    numbers: leafNumbers(profile.numberPrefix, now.txId, now.time),
    registrar,
    by,
    at: now.time,
    ...validity(profile, now.time),
  };
  return [
    { ...batch, state: 'sealed', seal: sealed, time: now.time },
    { schema: 'batch-root/1', root: batch.text.root, batch: batch.id, time: now.time },
  ];
}

/** Operators whose word makes a batch active. */
const CUSTODIANS = 2;

/** An operator signs that it holds the file, having verified digest and root; the second one's word makes it active. */
export function attest(
  batch: Batch,
  said: { file: string; root: string; already: boolean },
  by: Actor,
  time: string,
): Recorded[] {
  inState(batch, 'sealed', 'active');
  const { file, root } = batch.text;
  if (said.file !== file.sha256) throw refuse('CUSTODY_OTHER', { batch: batch.id, expected: file.sha256 }, 'file');
  if (said.root !== root) throw refuse('CUSTODY_OTHER', { batch: batch.id, expected: root }, 'root');
  if (said.already) throw refuse('CUSTODY_REPEATED', { msp: by.msp });
  const custody: Recorded = {
    schema: 'batch-custody/1',
    batch: batch.id,
    msp: by.msp,
    file: said.file,
    root,
    by,
    time,
  };
  if (batch.custodians.length >= CUSTODIANS) return [custody];
  const custodians = [...batch.custodians, by.msp];
  const state = custodians.length >= CUSTODIANS ? 'active' : 'sealed';
  return [custody, { ...batch, custodians, state, time }];
}
