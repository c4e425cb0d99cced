export { useCompiledOperations } from './compiled.ts';
export { type KeptAnswer, KeptAnswers } from './kept-answers.ts';
export { Moment } from './moment.ts';
export { KnownOperations, useKnownOperations } from './operations.ts';
