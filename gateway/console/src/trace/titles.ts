import { useMemo } from 'react';
import { useAsk } from '../data/query.ts';
import { TitlesDocument } from '../generated/person.ts';
import { titled, useLanguage } from '../words/i18n.ts';

/** Entities by their ids, as they are called in the reader's language. */
export function useTitles(): ReadonlyMap<string, string> {
  const language = useLanguage();
  const { data } = useAsk(TitlesDocument, {}, { still: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a title is said in the language in use
  return useMemo(() => new Map(data?.entities.nodes.map(({ id, title }) => [id, titled(title)])), [data, language]);
}
