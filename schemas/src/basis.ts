import { type Static, Type } from 'typebox';
import { Actor, BasisId, BasisUseId, command, EntityId, Reason, strict, Timestamp } from './base.ts';
import { Evidence } from './evidence.ts';
import { NodeId } from './lineage.ts';

const basis = {
  law: Type.String({ minLength: 1, maxLength: 500, description: 'The provision on which the agency traces' }),
  purpose: Reason,
  instruments: Type.Array(Evidence, { minItems: 1, maxItems: 20, description: 'The papers that order it' }),
  starts: Type.Array(NodeId, {
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    description: 'Releases and names outside from which it may trace, and no others',
  }),
  until: Timestamp,
};

const traced = {
  start: NodeId,
  direction: Type.Enum(['upstream', 'downstream', 'both']),
  depth: Type.Integer({ minimum: 1, maximum: 1000, description: 'Edges to follow at most' }),
  reason: Reason,
};

export const basisCommands = {
  'basis:record': command(basis),
  'basis:end': command({ basis: BasisId, reason: Reason }),
  'basis:use': command({ basis: BasisId, ...traced }),
};

export const basisDocuments = {
  /** On what an agency traces, from where, until when. */
  'basis/1': strict({
    schema: Type.Literal('basis/1'),
    id: BasisId,
    agency: EntityId,
    ...basis,
    recordedBy: Actor,
    recordedAt: Timestamp,
    state: Type.Enum(['in-force', 'ended']),
    ended: Type.Optional(strict({ by: Actor, reason: Reason, at: Timestamp })),
    time: Timestamp,
  }),
  /** One use of a basis: what its agency may be answered by it, and until when. */
  'basis-use/1': strict({
    schema: Type.Literal('basis-use/1'),
    id: BasisUseId,
    basis: BasisId,
    agency: EntityId,
    ...traced,
    by: Actor,
    until: Timestamp,
    time: Timestamp,
  }),
};

export type Basis = Static<(typeof basisDocuments)['basis/1']>;
export type BasisUse = Static<(typeof basisDocuments)['basis-use/1']>;
