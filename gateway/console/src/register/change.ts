import type { Draft } from './draft.ts';

/** Changes the draft by what it is now. */
export type Change = (how: (draft: Draft) => Partial<Draft>) => void;
