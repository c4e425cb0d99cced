import type { AnyDocument, Documents, SchemaName } from '@suyuan/schemas';

/** Every key of the channel state, one for each thing that moves on its own. No write path reads a range of them. */
export const key = {
  clock: () => 'clock',
  charter: () => 'charter',
  ratification: (msp: string) => `ratification/${msp}`,
  roster: () => 'roster',
  gateway: (msp: string) => `gateway/${msp}`,
  entity: (id: string) => `entity/${id}`,
  proposal: (id: string) => `proposal/${id}`,
  vote: (proposal: string, as: string, voter: string) => `vote/${proposal}/${as}/${voter}`,
  replacement: (subject: string, silent: string) => `replacement/${subject}/${silent}`,
  profile: (id: string, version: number) => `profile/${id}/${version}`,
  profileHead: (id: string) => `profile/${id}`,
  calendar: (version: number) => `calendar/${version}`,
  calendarHead: () => 'calendar',
  asset: (id: string) => `asset/${id}`,
  freeze: (asset: string) => `freeze/${asset}`,
  encumbrances: (asset: string) => `encumbrance/${asset}`,
  release: (id: string) => `release/${id}`,
  external: (id: string) => `external/${id}`,
  content: (sha256: string) => `content/${sha256}`,
  case: (id: string) => `case/${id}`,
  objection: (id: string, n: number) => `objection/${id}/${n}`,
  certificate: (number: string) => `certificate/${number}`,
  batch: (id: string) => `batch/${id}`,
  batchLeaf: (id: string, index: number) => `batch/${id}/${index}`,
  batchCustody: (id: string, msp: string) => `batch-custody/${id}/${msp}`,
  batchRoot: (root: string) => `batch-root/${root}`,
  grade: (release: string) => `grade/${release}`,
  edge: (from: string, to: string) => `edge/${from}/${to}`,
  run: (id: string) => `run/${id}`,
  offer: (id: string) => `offer/${id}`,
  agreement: (id: string) => `agreement/${id}`,
  licences: (asset: string, licensee: string) => `licences/${asset}/${licensee}`,
  quota: (agreement: string) => `quota/${agreement}`,
  use: (agreement: string, lane: number) => `use/${agreement}/${lane}`,
  useRefusal: (id: string) => `use-refusal/${id}`,
  done: (party: string, commandId: string) => `cmd/${party}/${commandId}`,
} as const;

type Keyed = Exclude<SchemaName, 'done/1'>;

const keys: { [S in Keyed]: (document: Documents[S]) => string } = {
  'clock/1': key.clock,
  'charter/1': key.charter,
  'ratification/1': (d) => key.ratification(d.by.msp),
  'roster/1': key.roster,
  'gateway/1': (d) => key.gateway(d.msp),
  'entity/1': (d) => key.entity(d.id),
  'proposal/1': (d) => key.proposal(d.id),
  'vote/1': (d) => key.vote(d.proposal, d.as, d.voter),
  'replacement/1': (d) => key.replacement(d.subject, d.silent),
  'profile/1': (d) => key.profile(d.id, d.version),
  'profile-head/1': (d) => key.profileHead(d.id),
  'calendar/1': (d) => key.calendar(d.version),
  'calendar-head/1': key.calendarHead,
  'asset/1': (d) => key.asset(d.id),
  'freeze/1': (d) => key.freeze(d.asset),
  'encumbrances/1': (d) => key.encumbrances(d.asset),
  'release/1': (d) => key.release(d.id),
  'external/1': (d) => key.external(d.id),
  'content/1': (d) => key.content(d.sha256),
  'case/1': (d) => key.case(d.id),
  'objection/1': (d) => key.objection(d.case, d.n),
  'certificate/1': (d) => key.certificate(d.number),
  'batch/1': (d) => key.batch(d.id),
  'batch-leaf/1': (d) => key.batchLeaf(d.batch, d.index),
  'batch-custody/1': (d) => key.batchCustody(d.batch, d.msp),
  'batch-root/1': (d) => key.batchRoot(d.root),
  'grade/1': (d) => key.grade(d.release),
  'edge/1': (d) => key.edge(d.from, d.to),
  'run/1': (d) => key.run(d.id),
  'offer/1': (d) => key.offer(d.id),
  'agreement/1': (d) => key.agreement(d.id),
  'licences/1': (d) => key.licences(d.asset, d.licensee),
  'quota/1': (d) => key.quota(d.agreement),
  'use/1': (d) => key.use(d.agreement, d.lane),
  'use-refusal/1': (d) => key.useRefusal(d.id),
};

export type Recorded = Exclude<AnyDocument, { schema: 'done/1' }>;

/** Where a document lives: its key follows from what it says. */
export function keyOf(document: Recorded): string {
  return (keys[document.schema] as (d: Recorded) => string)(document);
}
