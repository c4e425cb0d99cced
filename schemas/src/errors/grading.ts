import { RULES, table } from './types.ts';

const { grading } = RULES;

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
});
