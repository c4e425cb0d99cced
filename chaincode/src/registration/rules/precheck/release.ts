import { columnsMissing, gradeFloor, outside, reportMisfits, unusable } from '../../../asset/rules.ts';
import { floorOf, stricter } from '../../../grading/rules.ts';
import { openInitial, type Rule, when } from './facts.ts';

export const grades: Rule = (facts) => {
  const application = openInitial(facts);
  if (!application) return [];
  const { asset, release } = application;
  const floor = gradeFloor(facts.inputs, facts.report);
  return [
    ...when(stricter(floor, release.grade), 'RULE_GRADE_FLOOR', 'release.grade', { grade: release.grade, floor }),
    ...when(stricter(release.grade, asset.grade), 'RULE_GRADE_FLOOR', 'asset.grade', {
      grade: asset.grade,
      floor: release.grade,
    }),
  ];
};

export const firstRelease: Rule = (facts) => {
  const { inputs, time } = facts;
  const application = openInitial(facts);
  if (!application) return [];
  return [...when(application.release.producedAt > time, 'RULE_PRODUCED', 'release.producedAt'), ...unusable(inputs)];
};

export const releaseWithin: Rule = (facts) => {
  const { applicant, inputs, report } = facts;
  const application = openInitial(facts);
  if (!application) return [];
  const { asset, release } = application;
  return [
    ...outside(asset, release),
    ...columnsMissing(asset, release, inputs),
    ...reportMisfits(release, report, applicant.id),
  ];
};

/** What a sealed application claims of its grades must hold together; whether it is true, the vault tells. */
export const claimedGrades: Rule = ({ application, asset }) => {
  if (!('sealed' in application)) return [];
  const { grade } = application.sealed;
  const kept = asset?.gradeFloor ?? 'general';
  const lowered = application.type === 'change' && stricter(kept, grade);
  if (application.type !== 'initial') return when(lowered, 'RULE_KEEPS', 'sealed.grade');
  const { release } = application;
  const floor = floorOf(release.inputs.map((edge) => edge.grade));
  return [
    ...when(stricter(floor, release.grade), 'RULE_GRADE_FLOOR', 'release.grade', { grade: release.grade, floor }),
    ...when(stricter(release.grade, grade), 'RULE_GRADE_FLOOR', 'sealed.grade', { grade, floor: release.grade }),
  ];
};
