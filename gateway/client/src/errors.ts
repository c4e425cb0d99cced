import type { Finding } from '@suyuan/schemas';

/** A refusal or failure as the gateway tells it: registered code, citation and both languages. */
export class SuyuanError extends Error {
  readonly code: string;
  readonly details: {
    readonly zh?: string;
    readonly en?: string;
    readonly citation?: string;
    readonly field?: string;
    readonly findings?: readonly Finding[];
    readonly params?: Readonly<Record<string, unknown>>;
  };

  constructor(message: string, code: string, details: SuyuanError['details'] = {}) {
    super(message);
    this.name = 'SuyuanError';
    this.code = code;
    this.details = details;
  }
}
