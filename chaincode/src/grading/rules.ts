import { type Actor, GRADES, type Grade, type GradeMark, refuse } from '@suyuan/schemas';

/** The order of GB/T 43697-2024: general, important, core. */
export function stricter(a: Grade, b: Grade): boolean {
  return GRADES.indexOf(a) > GRADES.indexOf(b);
}

/** The strictest of some grades; `general` of none. */
export function floorOf(grades: readonly Grade[]): Grade {
  return grades.reduce((floor: Grade, grade) => (stricter(grade, floor) ? grade : floor), 'general');
}

/** Grades only rise: a raise by the holder or its registrar. */
export function raise(mark: GradeMark, grade: Grade, by: Actor, reason: string, time: string): GradeMark {
  if (!stricter(grade, mark.grade)) throw refuse('GRADE_NOT_RAISED', { grade: mark.grade }, 'grade');
  return { schema: 'grade/1', release: mark.release, grade, because: 'raised', by, reason, time };
}

/** A release takes at least the grade of an input that it turns out to have; undefined when it has it already. */
export function inherit(
  mark: GradeMark,
  input: { id: string; grade: Grade },
  by: Actor,
  time: string,
): GradeMark | undefined {
  if (!stricter(input.grade, mark.grade)) return undefined;
  return {
    schema: 'grade/1',
    release: mark.release,
    grade: input.grade,
    because: 'inherited',
    from: input.id,
    by,
    time,
  };
}
