import type { Profile } from '@suyuan/schemas';
import { claimsOf } from '../../../batch/rules/summary.ts';
import { type Facts, gradeAsked, type Rule, standing, when } from './facts.ts';

/** What evidence and circulation depend on: of one asset, or of all leaves of a batch. */
function claims(facts: Facts): { personalInformation: boolean; sources: string[]; grades: string[] } {
  const { application } = facts;
  if (application.type === 'batch') return claimsOf(application.batch.summary);
  const text = standing(facts);
  const grade = gradeAsked(facts);
  return {
    personalInformation: text?.personalInformation.contains === true,
    sources: text ? [text.sourceBasis] : [],
    grades: grade ? [grade] : [],
  };
}

const NEEDED: Record<Profile['evidence'][number]['when'], (facts: Facts) => boolean> = {
  always: () => true,
  'personal-information': (facts) => claims(facts).personalInformation,
  authorised: (facts) => claims(facts).sources.includes('authorisation'),
  purchased: (facts) => claims(facts).sources.includes('purchase'),
  'important-grade': (facts) => claims(facts).grades.includes('important'),
  transfer: ({ application }) => application.type === 'transfer',
};

export const evidence: Rule = (facts) =>
  facts.profile.evidence
    .filter((need) => NEEDED[need.when](facts))
    .filter((need) => !facts.application.evidence.some((given) => given.kind === need.kind))
    .map(({ kind, citation }) => ({
      code: 'RULE_EVIDENCE',
      field: 'evidence',
      params: { kind },
      citation: citation.source,
    }));

export const circulates: Rule = (facts) => {
  const { grades, sources } = claims(facts);
  const [grade, source] =
    facts.application.type === 'batch'
      ? ['batch.summary.grades', 'batch.summary.sources']
      : [`${'sealed' in facts.application ? 'sealed' : 'asset'}.grade`, 'asset.sourceBasis'];
  return [
    ...when(grades.includes('core'), 'RULE_CORE', grade),
    ...when(sources.includes('unauthorised'), 'RULE_UNAUTHORISED', source),
  ];
};
