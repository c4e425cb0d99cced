import {
  type Actor,
  carriesGrades,
  type Edge,
  GRADES,
  type Grade,
  type GradeMark,
  type Report,
  refuse,
} from '@suyuan/schemas';

/** The order of GB/T 43697-2024: general, important, core. */
export function stricter(a: Grade, b: Grade): boolean {
  return GRADES.indexOf(a) > GRADES.indexOf(b);
}

/** The strictest of some grades; `general` of none. */
export function floorOf(grades: readonly Grade[]): Grade {
  return grades.reduce((floor: Grade, grade) => (stricter(grade, floor) ? grade : floor), 'general');
}

/** An input of a release, as far as its grade goes. */
export type Graded = { readonly id: string; readonly grade: Grade };

/**
 * What an input forces on a release: its grade, or, where an accepted report names the input at that grade or a
 * stricter one, no more than the report's own. What is raised above the named grade counts in full again.
 */
export function forced(input: Graded, report: Report | undefined): Grade {
  const named = report?.state === 'accepted' ? report.inputs.find((one) => one.release === input.id) : undefined;
  const covered = named !== undefined && !stricter(input.grade, named.grade);
  return covered && report && stricter(input.grade, report.grade) ? report.grade : input.grade;
}

/** A release's grade and the report that it rests on, if any. */
export type Marked = { readonly mark: GradeMark; readonly report: Report | undefined };

const reportOf = ({ report }: GradeMark) => (report === undefined ? {} : { report });

/** Grades only rise: a raise by the holder or its registrar. */
export function raise(mark: GradeMark, grade: Grade, by: Actor, reason: string, time: string): GradeMark {
  if (!stricter(grade, mark.grade)) throw refuse('GRADE_NOT_RAISED', { grade: mark.grade }, 'grade');
  return { schema: 'grade/1', release: mark.release, grade, because: 'raised', ...reportOf(mark), by, reason, time };
}

/** A release takes at least what an input forces on it; undefined when it has that already. */
export function inherit({ mark, report }: Marked, input: Graded, by: Actor, time: string): GradeMark | undefined {
  const grade = forced(input, report);
  if (!stricter(grade, mark.grade)) return undefined;
  return {
    schema: 'grade/1',
    release: mark.release,
    grade,
    because: 'inherited',
    from: input.id,
    ...reportOf(mark),
    by,
    time,
  };
}

/** One hop of a push: an edge and what its ends have. */
export type Hop = { readonly edge: Edge; readonly from: GradeMark; readonly to: Marked };

/**
 * Raises carried on along some edges, in their order, so that a later hop sees what an earlier one raised. What has
 * arrived already is passed over; a push that raises nothing is refused.
 */
export function push(hops: readonly Hop[], by: Actor, time: string): [GradeMark, ...GradeMark[]] {
  const raised = new Map<string, GradeMark>();
  hops.forEach(({ edge, from, to }, n) => {
    if (!carriesGrades(edge)) {
      throw refuse('GRADE_EDGE', { state: edge.state, claimant: edge.claimant }, `edges.${n}`);
    }
    const { grade } = raised.get(edge.from) ?? from;
    const mark = raised.get(edge.to) ?? to.mark;
    const next = inherit({ mark, report: to.report }, { id: edge.from, grade }, by, time);
    if (next) raised.set(edge.to, next);
  });
  const [first, ...others] = raised.values();
  if (!first) throw refuse('GRADE_REACHED', {}, 'edges');
  return [first, ...others];
}
