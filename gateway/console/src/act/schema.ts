/** As much of JSON Schema as the ledger's commands are written in. */
export type Schema = {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** What a member is filled in by. */
export type Kind =
  | 'group'
  | 'choices'
  | 'list'
  | 'papers'
  | 'paper'
  | 'variant'
  | 'choice'
  | 'fixed'
  | 'switch'
  | 'number'
  | 'date'
  | 'moment'
  | 'long'
  | 'text';

const DATE = /^\^\[0-9\]\{4\}-\[0-9\]\{2\}-\[0-9\]\{2\}\$$/;
const MOMENT = /^\^\[0-9\]\{4\}-.*T.*Z\$$/;
const LONG = 1000;

const isPaper = ({ properties }: Schema) =>
  properties !== undefined && 'sha256' in properties && 'mediaType' in properties && 'kind' in properties;

/** Texts of either shape are one text; objects of several shapes are a choice between them. */
export const shapesOf = (schema: Schema): readonly Schema[] =>
  schema.anyOf?.filter((one) => one.type === 'object') ?? [];

export function kindOf(schema: Schema): Kind {
  if (schema.const !== undefined) return 'fixed';
  if (schema.enum) return 'choice';
  if (shapesOf(schema).length > 0) return 'variant';
  if (schema.type === 'object') return isPaper(schema) ? 'paper' : 'group';
  if (schema.type === 'array') {
    if (schema.items?.enum) return 'choices';
    return schema.items && isPaper(schema.items) ? 'papers' : 'list';
  }
  if (schema.type === 'boolean') return 'switch';
  if (schema.type === 'integer') return 'number';
  const pattern = schema.pattern ?? '';
  if (DATE.test(pattern)) return 'date';
  if (MOMENT.test(pattern)) return 'moment';
  return (schema.maxLength ?? 0) >= LONG ? 'long' : 'text';
}
