import type { Queries, UseAnswer } from '@suyuan/schemas';

export type Question = Queries['usage:mayUse'];

/** A question as somebody has written it down; the time is that of asking. */
export type Asking = {
  readonly release: string;
  readonly action: Question['action'];
  readonly purpose: string;
  readonly recipient: string;
  readonly territory: string;
  readonly agreement: string;
};

/** The question that was written down, for now; undefined while something is missing. */
export function questionOf(asking: Asking, now: Date): Question | undefined {
  const { release, action, recipient } = asking;
  const purpose = asking.purpose.trim();
  const territory = asking.territory.trim().toUpperCase();
  const agreement = asking.agreement.trim();
  if (!/^rel-[0-9a-f]{32}$/.test(release) || !recipient || !/^[a-z][a-z0-9-]{1,48}$/.test(purpose)) return undefined;
  return {
    release,
    action,
    purpose,
    recipient,
    time: now.toISOString(),
    ...(/^[A-Z]{2}$/.test(territory) ? { territory } : {}),
    ...(agreement ? { agreement } : {}),
  };
}

/** The ledger's answer, and the words of what decided it. */
export type Answered = {
  readonly answer: UseAnswer;
  readonly reason: { readonly zh: string; readonly en: string } | undefined;
};

/** The rule that decided, in both languages; what allows a use is no refusal and has its words on the page. */
export async function reasonOf({ clause }: UseAnswer): Promise<{ zh: string; en: string } | undefined> {
  const { errors, explain } = await import('@suyuan/schemas');
  const { code, params } = clause;
  return Object.hasOwn(errors, code) ? explain({ code: code as keyof typeof errors, params }) : undefined;
}

/** What putting a refusal on record names: the digest of the answer, which the ledger gives again. */
export async function digestOfAnswer(answer: UseAnswer): Promise<string> {
  const { digestOf } = await import('@suyuan/schemas');
  return digestOf(answer);
}
