import type { Client } from '@suyuan/client';
import type { UseAnswer, UseQuestion } from '@suyuan/schemas';
import { dim, say } from './print.ts';

/** Asks the ledger, and prints its answer. */
export async function mayUse(
  who: Client,
  change: Partial<UseQuestion> & Pick<UseQuestion, 'release'>,
): Promise<UseAnswer> {
  const asked: UseQuestion = {
    action: 'derive',
    purpose: 'research',
    recipient: 'qixiang',
    time: new Date().toISOString(),
    ...change,
  };
  const answer = await who.ask<UseAnswer>('usage:mayUse', asked);
  const chain = answer.chain.map(({ licensee, grantor }) => `${licensee} ← ${grantor}`).join(', ');
  const { code } = answer.clause;
  say(
    `${asked.recipient} ${asked.action} / ${asked.purpose}? ${answer.allowed ? '可 yes' : '不可 no'}  ${dim(`${code}  ${chain}`)}`,
  );
  return answer;
}
