import { documentErrors } from './errors/documents.ts';
import { gatewayErrors } from './errors/gateway.ts';
import { isoErrors } from './errors/iso20022.ts';
import { leavesErrors } from './errors/leaves.ts';
import { ledgerErrors } from './errors/ledger.ts';
import type { ErrorText } from './errors/types.ts';

/** Every refusal of the platform, registered once. */
export const errors = { ...ledgerErrors, ...leavesErrors, ...gatewayErrors, ...isoErrors, ...documentErrors };

export type ErrorCode = keyof typeof errors;
export type Params = Readonly<Record<string, string | number | boolean>>;

/** A refusal as it crosses a boundary. `field` is a path into the command; `params` fill the texts. */
export type RefusalBody = {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly params: Params;
  readonly findings?: readonly { code: string; field: string; citation: string; zh: string; en: string }[];
};

const fill = (template: string, values: Readonly<Record<string, unknown>>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));

/** The texts of a refusal in both languages, with citation and HTTP status. */
export function explain(body: Pick<RefusalBody, 'code' | 'field' | 'params'>): {
  code: ErrorCode;
  status: number;
  citation: string;
  zh: string;
  en: string;
} {
  const text: ErrorText = errors[body.code];
  const values = { field: body.field, ...body.params };
  return {
    code: body.code,
    status: text.status,
    citation: text.citation,
    zh: fill(text.zh, values),
    en: fill(text.en, values),
  };
}

/** A refusal as a throwable; its message is the wire text, for Fabric carries nothing else of a throw. */
export class Refusal extends Error {
  readonly body: RefusalBody;
  constructor(body: RefusalBody) {
    super(JSON.stringify({ refusal: body }));
    this.name = 'Refusal';
    this.body = body;
  }
}

/** Makes a refusal: `throw refuse('CASE_STATE', { state, allowed }, 'case')`. */
export function refuse(
  code: ErrorCode,
  params: Params = {},
  field?: string,
  findings?: RefusalBody['findings'],
): Refusal {
  return new Refusal({ code, params, ...(field === undefined ? {} : { field }), ...(findings ? { findings } : {}) });
}

/** Finds a refusal in a text that a peer wrapped it in; undefined when there is none or its code is unknown. */
export function readRefusal(text: string): RefusalBody | undefined {
  const start = text.indexOf('{"refusal":');
  if (start < 0) return undefined;
  try {
    const end = text.lastIndexOf('}');
    const body = (JSON.parse(text.slice(start, end + 1)) as { refusal: RefusalBody }).refusal;
    return body.code in errors ? body : undefined;
  } catch {
    return undefined;
  }
}
