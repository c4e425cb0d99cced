import type { BatchText, ErrorCode, LeavesSummary, Params, Profile } from '@suyuan/schemas';

const named = (counts: Readonly<Record<string, number | undefined>>) =>
  Object.entries(counts).flatMap(([name, n]) => (n ? [name] : []));

/** What the leaves of a batch have among them, as its summary says. */
export function claimsOf({ grades, sources, personalInformation }: LeavesSummary) {
  return { personalInformation: personalInformation > 0, sources: named(sources), grades: named(grades) };
}

type Breach = { code: ErrorCode; field: string; params: Params };

/** Where the summary contradicts the count, or names kinds that the profile does not register. */
export function batchBreaches({ count, summary }: BatchText, profile: Profile): Breach[] {
  const tallies = ['kinds', 'grades', 'sources'] as const;
  const sums = tallies.map((name): [string, number] => [
    name,
    Object.values(summary[name]).reduce((sum: number, n) => sum + (n ?? 0), 0),
  ]);
  const wrong = [
    ...sums.filter(([, sum]) => sum !== count),
    ...(summary.personalInformation > count ? [['personalInformation', summary.personalInformation] as const] : []),
  ];
  const kinds = named(summary.kinds).filter((kind) => !(profile.kinds as readonly string[]).includes(kind));
  return [
    ...wrong.map(([name, sum]) => ({
      code: 'RULE_BATCH_COUNT' as const,
      field: `batch.summary.${name}`,
      params: { sum, count },
    })),
    ...kinds.map((kind) => ({ code: 'RULE_BATCH_KIND' as const, field: 'batch.summary.kinds', params: { kind } })),
  ];
}
