import { words } from './i18n.ts';

/** The ledger's words of commands that have no page of their own, brought by the sheet and by their forms. */
words(
  'terms',
  {
    'RecallAction.STOPPED': '已停用',
    'RecallAction.REPLACED': '已换用替代版本',
    'RecallAction.CORRECTED': '已更正',
    'RecallAction.WITHDRAWN': '已撤回或召回',
    'RecallAction.UNAFFECTED': '未受影响',
    'BasisDirection.UPSTREAM': '上游',
    'BasisDirection.DOWNSTREAM': '下游',
    'BasisDirection.BOTH': '上下游',
    'VaultGround.REGISTRATION': '登记',
    'VaultGround.TRANSFER': '转移',
    'VaultGround.AGREEMENT': '许可协议',
    'VaultGround.SUPERVISION': '监管',
  },
  {
    'RecallAction.STOPPED': 'No longer used',
    'RecallAction.REPLACED': 'Replaced by the replacement',
    'RecallAction.CORRECTED': 'Corrected',
    'RecallAction.WITHDRAWN': 'Withdrawn or recalled',
    'RecallAction.UNAFFECTED': 'Not affected',
    'BasisDirection.UPSTREAM': 'Upstream',
    'BasisDirection.DOWNSTREAM': 'Downstream',
    'BasisDirection.BOTH': 'Both ways',
    'VaultGround.REGISTRATION': 'Registration',
    'VaultGround.TRANSFER': 'Transfer',
    'VaultGround.AGREEMENT': 'Licence agreement',
    'VaultGround.SUPERVISION': 'Supervision',
  },
);
