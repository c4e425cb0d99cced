import type { AnswerableFragment, WhoseFragment } from '../generated/lineage.ts';
import { titled } from '../words/i18n.ts';
import type { SayLineage } from './words.ts';

const short = (id: string) => (id.length > 22 ? `${id.slice(0, 12)}…${id.slice(-4)}` : id);

/** A release as people call it: its asset's title and its label; its id where it has no title for this reader. */
export function releaseName(release: WhoseFragment | null | undefined, id: string): string {
  const title = titled(release?.asset?.text?.descriptor?.title);
  return title ? `${title}${release?.text?.label ? ` ${release.text.label}` : ''}` : short(id);
}

/** The input of an edge as people call it. */
export function inputName(edge: AnswerableFragment, say: SayLineage): string {
  if (edge.fromExternal) return `${edge.fromExternal.namespace} / ${edge.fromExternal.name}`;
  if (edge.from.startsWith('sha256:')) return say('hidden');
  return releaseName(edge.fromRelease, edge.from);
}

export const outputName = (edge: AnswerableFragment): string => releaseName(edge.toRelease, edge.to);
