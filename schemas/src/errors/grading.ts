import { RULES, table } from './types.ts';

const { asset, grading } = RULES;

/** What grading refuses. */
export const gradingErrors = table({
  GRADE_NOT_RAISED: {
    status: 409,
    citation: grading,
    zh: '级别只能从 {grade} 升高',
    en: 'A grade is only raised; it is {grade} now',
  },
  GRADE_PARTY: {
    status: 403,
    citation: grading,
    zh: '只有持有方或其登记机构可以升级',
    en: 'Only the holder or its registrar raises a grade',
  },
  GRADE_EDGE: {
    status: 409,
    citation: asset,
    zh: '血缘关系处于 {state}（由 {claimant} 声明），不传递级别',
    en: 'The edge is {state}, claimed by {claimant}; it carries no grade',
  },
  GRADE_REACHED: {
    status: 409,
    citation: asset,
    zh: '所列血缘关系的级别都已到达',
    en: 'The grades have already reached the outputs of these edges',
  },
});
