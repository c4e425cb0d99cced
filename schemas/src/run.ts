import { type Static, Type } from 'typebox';
import { Sha256, strict, Timestamp } from './base.ts';
import { Evidence } from './evidence.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const ColumnMapping = strict({
  from: text(200),
  to: text(200),
  transformation: Type.Enum(['identity', 'masked', 'hashed', 'aggregated', 'filtered', 'joined', 'derived']),
});

/** A PROV activity: one run of a job that used an input and generated an output. */
export const RunText = strict({
  job: strict({ namespace: text(300), name: text(300) }),
  kind: Type.Enum(['copy', 'clean', 'aggregate', 'join', 'train', 'anonymise', 'derive', 'other']),
  startedAt: Type.Optional(Timestamp),
  endedAt: Type.Optional(Timestamp),
  code: Type.Optional(Sha256),
  evidence: Type.Array(Evidence, { maxItems: 20 }),
});

export type RunText = Static<typeof RunText>;
export type ColumnMapping = Static<typeof ColumnMapping>;
