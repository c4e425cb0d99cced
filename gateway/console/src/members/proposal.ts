import type { Commands } from '@suyuan/schemas';

export type Content = Commands['membership:propose']['content'];
type Of<Kind extends Content['kind']> = Extract<Content, { kind: Kind }>;
export type Entity = Of<'enter'>['entity'];
type Successor = Of<'leave'>['successors'][number];

export const KINDS = ['enter', 'roles', 'operator', 'committee', 'leave', 'replace', 'profile'] as const;
export type Kind = (typeof KINDS)[number];

export const ROLES = [
  'holder',
  'registrar',
  'assessor',
  'exchange',
  'arbiter',
  'bank',
  'regulator',
  'agency',
  'computing',
  'analyst',
  'auditor',
] as const satisfies readonly Entity['roles'][number][];
export const GRADES = ['general', 'important', 'core'] as const satisfies readonly Entity['clearance'][];
/** Roles that somebody must take over when their bearer leaves. */
export const DUTIES = ['holder', 'registrar', 'exchange', 'arbiter', 'bank', 'regulator'] as const;
/** Roles in which a silent one can be replaced in a case. */
export const REPLACED = [
  'registrar',
  'arbiter',
  'bank',
  'regulator',
] as const satisfies readonly Of<'replace'>['role'][];

/** What a proposer has filled in, of whatever kind. */
export type Draft = {
  readonly kind: Kind;
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly operatorZh: string;
  readonly operatorEn: string;
  readonly creditCode: string;
  readonly territory: string;
  readonly roles: Entity['roles'];
  readonly clearance: Entity['clearance'];
  readonly msp: string;
  readonly member: boolean;
  readonly successors: Readonly<Partial<Record<Successor['role'], string>>>;
  readonly host: string;
  readonly subject: string;
  readonly role: Of<'replace'>['role'];
  readonly silent: string;
  readonly successor: string;
  readonly profile: unknown;
};

export const EMPTY: Draft = {
  kind: 'enter',
  id: '',
  zh: '',
  en: '',
  operatorZh: '',
  operatorEn: '',
  creditCode: '',
  territory: '',
  roles: ['holder'],
  clearance: 'general',
  msp: '',
  member: true,
  successors: {},
  host: '',
  subject: '',
  role: 'registrar',
  silent: '',
  successor: '',
  profile: undefined,
};

const ID = /^[a-z0-9][a-z0-9-]{1,62}$/;
const MSP = /^[A-Za-z][A-Za-z0-9.-]{1,62}$/;
const SUBJECT = /^[a-z]{3}-[0-9a-f]{32}(\/[a-z]{3}-[0-9a-f]{32})?$/;

const titleOf = (zh: string, en: string) =>
  ({ zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) }) as Entity['title'];

function entityOf(draft: Draft, host: string): Entity | undefined {
  const { id, zh, en, creditCode, territory, roles, clearance } = draft;
  if (!ID.test(id) || !zh.trim() || roles.length === 0) return undefined;
  const code = creditCode.trim().toUpperCase();
  const seat = territory.trim().toUpperCase();
  return {
    id,
    title: titleOf(zh, en),
    host,
    roles,
    clearance,
    ...(code ? { creditCode: code } : {}),
    ...(/^[A-Z]{2}$/.test(seat) ? { territory: seat } : {}),
  };
}

/** What a draft proposes, in the name of an operator; undefined while something is missing. */
export function contentOf(draft: Draft, own: string): Content | undefined {
  const { kind, id, roles, clearance, msp, subject, silent, successor } = draft;
  switch (kind) {
    case 'enter': {
      const entity = entityOf(draft, own);
      return entity && { kind, entity };
    }
    case 'operator': {
      const entity = MSP.test(msp) && draft.operatorZh.trim() ? entityOf(draft, msp) : undefined;
      return entity && { kind, title: titleOf(draft.operatorZh, draft.operatorEn), entity };
    }
    case 'roles':
      return ID.test(id) && roles.length > 0 ? { kind, entity: id, roles, clearance } : undefined;
    case 'committee':
      return MSP.test(msp) ? { kind, msp, member: draft.member } : undefined;
    case 'leave': {
      const successors = DUTIES.flatMap((role) => {
        const entity = draft.successors[role];
        return entity ? [{ role, entity }] : [];
      });
      return ID.test(id) ? { kind, entity: id, successors, ...(draft.host ? { host: draft.host } : {}) } : undefined;
    }
    case 'replace':
      return SUBJECT.test(subject) && silent && successor
        ? { kind, subject, role: draft.role, silent, successor }
        : undefined;
    case 'profile':
      return draft.profile ? { kind, profile: draft.profile as Of<'profile'>['profile'] } : undefined;
  }
}
