import { words } from '../words/i18n.ts';

export const usePublicity = words(
  'publicity',
  {
    title: '公示',
    text: '公示期内，任何机构均可提出异议；每个机构对同一案件可提一次。',
    none: '目前没有处于公示期的登记。',
    until: '公示至',
    ended: '公示期已满：',
    objections: '{{count}} 件异议',
    objected: '本机构已提出异议',
    open: '查看',
    list: '正在公示',
    untitled: '（限制登记）',
  },
  {
    title: 'Publicity',
    text: 'Until publicity ends any institution may object, once in a case.',
    none: 'No registration is in publicity now.',
    until: 'Until',
    ended: 'Publicity ended',
    objections: '{{count}} objections',
    objected: 'Your institution has objected',
    open: 'Read',
    list: 'In publicity now',
    untitled: '(restricted)',
  },
);
