import { RULES, table } from './types.ts';

const { batches } = RULES;

/** What a leaves file is refused for, by whoever reads it: a gateway, a registrar's tool. */
export const leavesErrors = table({
  LEAVES_LINE: {
    status: 422,
    citation: batches,
    zh: '凭证清单第 {line} 行字段 {field} 不合规：{rule}',
    en: 'Line {line} of the leaves file, field {field}: {rule}',
  },
  LEAVES_MANY: {
    status: 422,
    citation: batches,
    zh: '一个批次至多 {limit} 个凭证',
    en: 'A batch has at most {limit} leaves',
  },
  LEAVES_NONE: { status: 422, citation: batches, zh: '凭证清单是空的', en: 'The leaves file has no line' },
  LEAVES_OTHER: {
    status: 422,
    citation: batches,
    zh: '{field} 应为 {expected}，实为 {found}',
    en: '{field} is {found}, not {expected} as the batch says',
  },
});
