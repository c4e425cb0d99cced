import { assets } from './sentences/assets.ts';
import { certificates } from './sentences/certificates.ts';
import { circulation } from './sentences/circulation.ts';
import { lineage } from './sentences/lineage.ts';
import { members } from './sentences/members.ts';
import { registration } from './sentences/registration.ts';
import type { Rule } from './sentences/rule.ts';
import { trade } from './sentences/trade.ts';

/** Rules that several refusals keep together. A refusal that none of them names is a rule of its own. */
export const RULES: readonly Rule[] = [
  ...members,
  ...assets,
  ...registration,
  ...certificates,
  ...lineage,
  ...circulation,
  ...trade,
];
