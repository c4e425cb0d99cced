import { type Asset, GRADES } from '@suyuan/schemas';
import { partTerms } from '../search/index.ts';
import type { SearchRow } from '../store/index.ts';

/** What is searched of an asset; undefined of a restricted one, whose text is in its vault. */
export function searchRow({ id, entity, gradeFloor, profile, text }: Asset): SearchRow | undefined {
  if (!text) return undefined;
  const levels = [gradeFloor, text.grade].map((grade) => GRADES.indexOf(grade));
  return {
    asset: id,
    profile: `${profile.id}/${profile.version}`,
    entity,
    level: Math.max(...levels),
    ...partTerms(text),
    subject: text.descriptor.subject,
    kind: text.kind,
    rights: [...new Set(text.rights.map(({ right }) => right))].sort(),
    source: text.sourceBasis,
    frequency: text.descriptor.updateFrequency,
  };
}
