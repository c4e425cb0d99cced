import type { Role } from '@suyuan/schemas';
import { ROW_KINDS, type RowKind } from './kinds.ts';
import type { Reader } from './rule.ts';

/** What a role gives beside what every member may: DOMAIN's table of roles, as far as it is about reading. */
interface Line {
  readonly zh: string;
  /** As DOMAIN says it. What of it is done by commands is decided by chaincode, on every committee peer. */
  readonly may: string;
  /** Kinds of which all rows are read. */
  readonly wholly?: readonly RowKind[];
  /** Texts of assets and releases are read whole, as far as the reader's clearance reaches. */
  readonly texts?: true;
  /** Everybody's cases, payments and transactions are read. */
  readonly oversees?: true;
  /** Lineage is traced under a recorded basis alone, and seen whole under it. */
  readonly basis?: true;
}

/** Who may read what, in the order of DOMAIN's table. */
export const ROLES: Readonly<Record<Role, Line>> = {
  holder: { zh: '数据持有方', may: 'apply, publish releases, record lineage, license, sell' },
  registrar: {
    zh: '登记机构',
    may: 'accept, return, review, open publicity, issue, correct, suspend, reinstate, revoke',
    wholly: ['report'],
    texts: true,
  },
  assessor: { zh: '第三方服务机构', may: 'sign opinions that applications cite' },
  exchange: { zh: '数据交易机构', may: 'list, match, witness delivery, issue transaction certificates' },
  arbiter: { zh: '仲裁', may: 'decide disputes and appeals; never in a case where it acted' },
  bank: { zh: '支付机构', may: 'hold the supervised account, confirm, pay out or return a payment' },
  regulator: {
    zh: '监管机构',
    may: 'approve registrars and profiles, freeze, order a recall, read what is shared to it',
    wholly: ROW_KINDS,
    texts: true,
    oversees: true,
  },
  agency: {
    zh: '溯源机关',
    may: 'trace on a recorded legal basis, with time limit; each use is on the ledger',
    basis: true,
  },
  computing: { zh: '隐私计算平台', may: 'run agreed computations, attest results' },
  analyst: { zh: '分析', may: 'read by right; verify, export evidence', wholly: ['edge', 'alias'], texts: true },
  auditor: {
    zh: '审计',
    may: 'read by right; verify, export evidence',
    wholly: ROW_KINDS,
    texts: true,
    oversees: true,
  },
};

const some = (reader: Reader, has: (line: Line) => boolean) => reader.roles.some((role) => has(ROLES[role]));

export const oversees = (reader: Reader): boolean => some(reader, (line) => line.oversees === true);
export const readsTexts = (reader: Reader): boolean => some(reader, (line) => line.texts === true);
export const readsWholly = (reader: Reader, kind: RowKind): boolean =>
  some(reader, (line) => line.wholly?.includes(kind) === true);
/** True for who traces under a basis alone, whatever else it is. */
export const needsBasis = (reader: Reader): boolean => some(reader, (line) => line.basis === true);
