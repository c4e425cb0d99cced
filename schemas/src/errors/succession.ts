import { RULES, table } from './types.ts';

const { who } = RULES;

/** What the handing over of a record is refused for. */
export const successionErrors = table({
  HANDOVER_NOBODY: {
    status: 409,
    citation: who,
    zh: '{entity} 既未退出，也未在此被替换，仍负责该事项',
    en: '{entity} has neither left nor been replaced here; the duty is still its own',
  },
  HANDOVER_INVOLVED: {
    status: 409,
    citation: who,
    zh: '接替者 {entity} 是当事人或曾参与，且没有其他未参与的机构',
    en: 'The successor {entity} is a party or acted here before, and there is no other that did not',
  },
});
