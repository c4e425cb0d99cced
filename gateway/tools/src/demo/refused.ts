import { SuyuanError } from '@suyuan/client';
import { say } from './print.ts';

/** A command that must be refused: prints the registered reason. */
export async function refused(text: string, sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof SuyuanError)) throw error;
    say(`✗ ${text}: ${error.code} ${error.details.zh ?? ''}`);
    return;
  }
  throw new Error(`${text}: it was not refused`);
}
