import { type ErrorCode, Refusal } from '@suyuan/schemas';
import { expect } from 'vitest';

/** Expects a registered refusal of this code; answers its body. */
export function refused(code: ErrorCode, run: () => unknown): Refusal['body'] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.body.code).toBe(code);
    return error.body;
  }
  throw new Error(`expected a refusal ${code}`);
}
