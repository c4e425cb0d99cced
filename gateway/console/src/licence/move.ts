import type { Commands } from '@suyuan/schemas';
import type { Evidence } from '../parts/Attachments.tsx';
import { act, type Done } from '../session/act.ts';
import { type Divided, UNDIVIDED } from './Division.tsx';
import { type Found, type Move, widestLane } from './moves.ts';

type Ground = Commands['licence:terminate']['ground'];
type Action = Commands['usage:spend']['action'];

/** What a form about an agreement has written down. */
export type Written = {
  readonly text: string;
  readonly ground: Ground;
  readonly evidence: readonly Evidence[];
  readonly divided: Divided;
  readonly slots: number;
  readonly uses: number;
  readonly release: string;
  readonly action: Action | '';
  readonly purpose: string;
};

/** The form as it opens, with what the agreement itself suggests. */
export const writtenFor = (of: Found, regulator: boolean): Written => ({
  text: '',
  ground: regulator ? 'order' : 'notice',
  evidence: [],
  divided: UNDIVIDED,
  slots: 1,
  uses: 1,
  release: of.releaseId ?? of.asset?.releases[0]?.id ?? '',
  action: (of.terms.actions[0]?.toLowerCase() as Action | undefined) ?? '',
  purpose: of.terms.purposes?.[0] ?? '',
});

/** Whether a form says all that its command needs. */
export function isWhole(move: Move, { text, ground, evidence, release, action, purpose }: Written): boolean {
  if (move === 'licence:decline') return text.trim() !== '';
  if (move === 'licence:terminate') return text.trim() !== '' && (ground !== 'breach' || evidence.length > 0);
  if (move === 'usage:spend') return release !== '' && action !== '' && /^[a-z][a-z0-9-]{1,48}$/.test(purpose);
  return true;
}

/** Signs and sends what a form says. A use is spent on the lane that has most left. */
export function send(move: Move, of: Found, written: Written): Promise<Done> {
  const agreement = of.id;
  const { text, ground, evidence, divided, slots, uses, release, action, purpose } = written;
  switch (move) {
    case 'licence:conclude':
      return act(move, { agreement, ...(dividesNow(of) ? { division: divided } : {}) });
    case 'licence:decline':
      return act(move, { agreement, reason: text });
    case 'licence:terminate':
      return act(move, { agreement, ground, reason: text, evidence: [...evidence] });
    case 'usage:allot':
      return act(move, { agreement, slots });
    case 'usage:spend': {
      const lane = widestLane(of.quota?.lanes ?? [])?.lane ?? 0;
      return act(move, { agreement, lane, uses, release, action: action || 'read', purpose });
    }
    default:
      throw new Error(`There is no form for ${move}`);
  }
}

/** Whether who concludes divides the quota: the licensee does, of a counted licence. */
export const dividesNow = (of: Found): boolean => Boolean(of.terms.count && of.signatures.grantor);
