import { words } from '../words/i18n.ts';

export const useApi = words(
  'api',
  {
    title: 'API',
    text: '控制台所做的一切都经同一个 GraphQL API；以下查询按您现在的身份运行。',
    examples: '示例查询',
    query: '查询',
    answer: '结果',
    answerNone: '运行后，结果显示在此。',
    run: '运行',
    graphiql: '在 GraphiQL 中打开',
    more: '更多接口',
    openapi: 'OpenAPI 文档（会话、材料、ISO 20022）',
    schemas: '命令与文档的 JSON Schema',
    errors: '全部拒绝代码',
    signing: '写入由密钥签名：先 prepare，再在本地签名，然后 endorse、submit；密钥不离开持有人。',
    header: 'GraphiQL 中查询需登录的内容，请带上请求头 Authorization: Bearer <令牌>。',
  },
  {
    title: 'API',
    text: 'All that the console does goes through one GraphQL API. These queries run as who you are now.',
    examples: 'Example queries',
    query: 'Query',
    answer: 'Answer',
    answerNone: 'Run it, and the answer is shown here.',
    run: 'Run',
    graphiql: 'Open in GraphiQL',
    more: 'More of the API',
    openapi: 'OpenAPI document (sessions, documents, ISO 20022)',
    schemas: 'JSON Schemas of commands and documents',
    errors: 'Every code of refusal',
    signing:
      'Writing is signed by a key: prepare, sign where the key is, then endorse and submit. No key leaves its owner.',
    header: 'In GraphiQL, what needs a session needs the header Authorization: Bearer <token>.',
  },
);
