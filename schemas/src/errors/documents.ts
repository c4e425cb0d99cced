import { RULES, table } from './types.ts';

const { asset, gateway } = RULES;

/** What the gateways' document store refuses. */
export const documentErrors = table({
  DOCUMENT_RIGHT: {
    status: 403,
    citation: asset,
    zh: '账本上没有您取得文件 {sha256} 的权利',
    en: 'The ledger gives you no right to document {sha256}',
  },
  DOCUMENT_PEER: {
    status: 403,
    citation: asset,
    zh: '{person} 的证书不是运营机构网关的证书',
    en: 'The certificate of {person} is not that of an operator’s gateway',
  },
  DOCUMENT_AWAY: {
    status: 503,
    citation: asset,
    zh: '文件 {sha256} 不在本网关，正在向其他网关索取；请 {retryAfter} 秒后再试',
    en: 'Document {sha256} is not at this gateway yet and is asked for at others; try again in {retryAfter} seconds',
  },
  DOCUMENT_TYPE: {
    status: 415,
    citation: gateway,
    zh: '不接收类型为 {mediaType} 的文件',
    en: 'Documents of type {mediaType} are not taken',
  },
  DOCUMENT_SIZE: {
    status: 413,
    citation: gateway,
    zh: '文件 {size} 字节，超过上限 {limit} 字节',
    en: 'The document has {size} bytes; the limit is {limit}',
  },
  DOCUMENT_QUOTA: {
    status: 413,
    citation: gateway,
    zh: '主体 {entity} 的文件已用 {used} 字节，配额为 {limit} 字节',
    en: 'The documents of {entity} take {used} bytes of its quota of {limit}',
  },
  DOCUMENT_UPLOADS: {
    status: 429,
    citation: gateway,
    zh: '主体 {entity} 未完成的上传已有 {limit} 个',
    en: 'Entity {entity} has {limit} unfinished uploads already',
  },
  DOCUMENT_UPLOAD: {
    status: 404,
    citation: gateway,
    zh: '没有编号为 {id} 的上传，或已过期',
    en: 'There is no upload {id}, or it is over',
  },
  DOCUMENT_OFFSET: {
    status: 409,
    citation: gateway,
    zh: '应从第 {offset} 字节继续上传',
    en: 'The upload goes on at byte {offset}',
  },
  DOCUMENT_LENGTH: {
    status: 400,
    citation: gateway,
    zh: '内容超过所声明的 {size} 字节',
    en: 'There is more content than the {size} bytes announced',
  },
  DOCUMENT_DIGEST: {
    status: 422,
    citation: asset,
    zh: '内容的摘要是 {found}，与所声明的 {expected} 不符',
    en: 'The content has the digest {found}, not {expected} as announced',
  },
  DOCUMENT_BUSY: {
    status: 409,
    citation: gateway,
    zh: '该上传正在进行，请 {retryAfter} 秒后再试',
    en: 'This upload is being sent already; try again in {retryAfter} seconds',
  },
  DOCUMENT_RANGE: {
    status: 416,
    citation: 'RFC 9110 §14; Suyuan gateway, terms of use',
    zh: '所请求的范围不在文件的 {size} 字节之内',
    en: 'The range is not within the {size} bytes of the document',
  },
  DOCUMENT_BROKEN: {
    status: 500,
    citation: asset,
    zh: '文件 {sha256} 的第 {chunk} 块已损坏或不是用此密钥加密的',
    en: 'Chunk {chunk} of document {sha256} is damaged, or was sealed with another key',
  },
  DOCUMENT_KEY: {
    status: 500,
    citation: asset,
    zh: '本网关没有可以打开文件 {sha256} 的密钥',
    en: 'This gateway has no key that opens document {sha256}',
  },
});
