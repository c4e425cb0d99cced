import { table } from './types.ts';

const iso = 'ISO 20022, message definitions; Suyuan gateway, terms of use';

/** What the gateway refuses in a bank's message, before the ledger sees it. */
export const isoErrors = table({
  XML_REFUSED: {
    status: 400,
    citation: 'XML 1.0; Namespaces in XML 1.0; ISO 20022-4',
    zh: '报文不能读取，{field}：{rule}',
    en: 'The message cannot be read, {field}: {rule}',
  },
  ISO_MESSAGE: {
    status: 415,
    citation: iso,
    zh: '命名空间 {namespace} 不是可接收的报文（pain.002.001.10、camt.054.001.08）',
    en: 'The namespace {namespace} is no message taken here (pain.002.001.10, camt.054.001.08)',
  },
  ISO_SCHEMA: {
    status: 422,
    citation: iso,
    zh: '报文 {field} 不符合其定义：{rule}',
    en: 'The message breaks its definition at {field}: {rule}',
  },
  ISO_SUM: {
    status: 422,
    citation: iso,
    zh: '报文 {field} 称 {said}，所列为 {listed}',
    en: 'The message says {said} at {field}; what it lists is {listed}',
  },
  ISO_ORDER: {
    status: 422,
    citation: iso,
    zh: '报文与本平台订单不对应：{rule}',
    en: 'The message does not belong to orders of this platform: {rule}',
  },
  ISO_DEBTOR: {
    status: 400,
    citation: iso,
    zh: '{field}：{rule}',
    en: '{field}: {rule}',
  },
});
