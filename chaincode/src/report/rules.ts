import { type Actor, type Commands, type GradeMark, type Release, type Report, refuse } from '@suyuan/schemas';
import { type Graded, type Marked, stricter } from '../grading/rules.ts';

type Party = Actor & { entity: string };

export type Opinion = Omit<Commands['report:sign'], 'commandId'>;

/** What an opinion is about, as it stands: the inputs that it names, and the release, where it names one. */
export type Subject = {
  readonly inputs: readonly Graded[];
  readonly release?: { readonly document: Release; readonly holder: string } | undefined;
};

/** An assessor signs its opinion; it counts for nothing until a registrar accepts it. */
export function sign(id: string, opinion: Opinion, subject: Subject, by: Party, time: string): Report {
  if (by.entity === opinion.entity) throw refuse('REPORT_PARTY', { entity: by.entity }, 'entity');
  opinion.inputs.forEach(({ release, grade }, n) => {
    const now = subject.inputs.find((input) => input.id === release)?.grade;
    if (now && stricter(now, grade)) {
      throw refuse('REPORT_GRADE', { release, named: grade, grade: now }, `inputs.${n}.grade`);
    }
  });
  if (subject.release) mustBeAbout(opinion, subject.release.document, subject.release.holder);
  return {
    schema: 'report/1',
    id,
    ...opinion,
    assessor: by.entity,
    signedBy: by,
    state: 'signed',
    signedAt: time,
    time,
  };
}

/** A release that an opinion names is its entity's, and the outputs that were assessed are the release's own. */
function mustBeAbout({ entity, outputs }: Opinion, { text }: Release, holder: string): void {
  const unfit = (rule: string) => refuse('REPORT_SUBJECT', { rule }, 'release');
  if (holder !== entity) throw unfit(`held by ${holder} 持有方不同`);
  const other = text?.distributions.find(({ sha256 }) => !outputs.includes(sha256));
  if (other) throw unfit(`output ${other.sha256}`);
}

function inState(report: Report, state: Report['state']): void {
  if (report.state !== state) throw refuse('REPORT_STATE', { state: report.state, allowed: state }, 'report');
}

/** A registrar that is no party decides on a signed opinion. */
export function decide(
  report: Report,
  by: Party,
  said: { readonly state: 'accepted' | 'refused'; readonly reason?: string },
  time: string,
): Report {
  inState(report, 'signed');
  if ([report.entity, report.assessor].includes(by.entity)) throw refuse('REPORT_PARTY', { entity: by.entity });
  return { ...report, ...said, registrar: by.entity, decidedBy: by, time };
}

/** The release that an accepted report names rests on it from now on; its grade is never lowered. */
export function rest({ mark }: Marked, report: Report, by: Party, time: string): GradeMark {
  const grade = stricter(report.grade, mark.grade) ? report.grade : mark.grade;
  return { schema: 'grade/1', release: mark.release, grade, because: 'reported', report: report.id, by, time };
}

/** Who accepted a report finds it wrong: what it held back is pushed after all. */
export function revoke(report: Report, by: Party, reason: string, time: string): Report {
  inState(report, 'accepted');
  if (report.registrar !== by.entity) throw refuse('REPORT_REGISTRAR', { registrar: report.registrar ?? '–' });
  return { ...report, state: 'revoked', decidedBy: by, reason, time };
}
