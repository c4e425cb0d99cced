/**
 * One registered refusal. `zh` and `en` are templates whose `{names}` are filled from the refusal's `params`
 * and `field`; `status` is the HTTP status at the gateway's REST edges.
 */
export type ErrorText = {
  readonly status: number;
  readonly citation: string;
  readonly zh: string;
  readonly en: string;
};

/** Keeps the literal codes of a table of refusals. */
export function table<const T extends Record<string, ErrorText>>(codes: T): T {
  return codes;
}

export const RULES = {
  who: 'Suyuan consortium rules, 1 Who takes part',
  asset: 'Suyuan consortium rules, 2 The asset and its releases',
  registration: 'Suyuan consortium rules, 3 Registration',
  time: 'Suyuan consortium rules, 3 Time',
  commands: 'Suyuan consortium rules, 3 Commands',
  certificates: 'Suyuan consortium rules, 4 Certificates',
  recognition: 'Suyuan consortium rules, 4 Certificates, Mutual recognition',
  batches: 'Suyuan consortium rules, 4 Certificates, Batch',
  lineage: 'Suyuan consortium rules, 5 Lineage',
  licence: 'Suyuan consortium rules, 6 Licence, rights, usage',
  trade: 'Suyuan consortium rules, 7 Trade',
  grading: 'GB/T 43697-2024 数据安全技术 数据分类分级规则',
  circulation: 'Suyuan consortium rules, 6 Licence, rights, usage',
  gateway: 'Suyuan gateway, terms of use',
  fabric: 'Hyperledger Fabric v3 transaction flow',
} as const;
