import { RULES, table } from './types.ts';

const { lineage } = RULES;

/** What aliases refuse. */
export const aliasErrors = table({
  ALIAS_EXISTS: {
    status: 409,
    citation: lineage,
    zh: '该别名已有声明：{state}',
    en: 'This alias is already recorded: {state}',
  },
  ALIAS_STATE: {
    status: 409,
    citation: lineage,
    zh: '别名处于 {state}，此操作只在 {allowed} 时可行',
    en: 'The alias is {state}; this is possible only when it is {allowed}',
  },
  ALIAS_HOLDER: {
    status: 403,
    citation: lineage,
    zh: '别名由资产的持有方 {entity} 确认或拒绝',
    en: 'The holder of the asset, {entity}, confirms or declines an alias',
  },
  ALIAS_PARTY: {
    status: 403,
    citation: lineage,
    zh: '只有声明方或资产的持有方可以撤回别名',
    en: 'An alias is withdrawn by who claimed it or by the holder of the asset',
  },
});
