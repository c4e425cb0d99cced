import type { CommandName } from '@suyuan/schemas';
import type { Role } from '../generated/person.ts';

/** Who does a command, and where: by a form here, on a page of its own, or by a program. */
type Where =
  | { readonly by: readonly Role[] | 'anyone' }
  | { readonly page: string }
  | { readonly program: 'gateway' | 'npm run erase' | 'npm run batch' | 'founding' | 'bank' };

const HOLDER = { by: ['HOLDER'] } as const;
const REGISTRAR = { by: ['REGISTRAR'] } as const;
const REGULATOR = { by: ['REGULATOR'] } as const;
const AGENCY = { by: ['AGENCY'] } as const;
const ANYONE = { by: 'anyone' } as const;
const page = (path: string) => ({ page: path }) as const;
const GATEWAY = { program: 'gateway' } as const;
const FOUNDING = { program: 'founding' } as const;
const BANK = { program: 'bank' } as const;
const CASE = page('/desk');
const ASSET = page('/catalogue');
const TRADE = page('/trade');
const MEMBERS = page('/members');
const TRACE = page('/trace');

/**
 * Every command of the ledger has its place here. Roles say whom a form is offered to; whether somebody may act is decided by
 * the ledger.
 */
export const PLACES: { readonly [Name in CommandName]: Where } = {
  'clock:tick': GATEWAY,
  'membership:found': FOUNDING,
  'membership:ratify': FOUNDING,
  'membership:propose': MEMBERS,
  'membership:vote': MEMBERS,
  'membership:approve': MEMBERS,
  'membership:consent': MEMBERS,
  'membership:enact': MEMBERS,
  'membership:execute': GATEWAY,
  'membership:announce': GATEWAY,
  'key:report': ANYONE,
  'key:confirm': ANYONE,
  'asset:publish': ASSET,
  'asset:publishSealed': ASSET,
  'asset:reveal': ASSET,
  'asset:freeze': REGULATOR,
  'asset:unfreeze': REGULATOR,
  'asset:encumber': { by: ['HOLDER', 'REGISTRAR'] },
  'asset:unencumber': { by: ['HOLDER', 'REGISTRAR'] },
  'registration:submit': page('/register'),
  'registration:resubmit': page('/register'),
  'registration:withdraw': CASE,
  'registration:consent': CASE,
  'registration:receipt': CASE,
  'registration:accept': CASE,
  'registration:returnForCorrection': CASE,
  'registration:review': CASE,
  'registration:openPublicity': CASE,
  'registration:refuse': CASE,
  'registration:object': CASE,
  'registration:decideObjection': CASE,
  'registration:issue': CASE,
  'registration:advance': CASE,
  'registration:appeal': CASE,
  'registration:decideAppeal': CASE,
  'registration:publishCalendar': REGISTRAR,
  'certificate:suspend': REGISTRAR,
  'certificate:reinstate': REGISTRAR,
  'certificate:revoke': REGISTRAR,
  'batch:attest': GATEWAY,
  'leaf:materialise': { program: 'npm run batch' },
  'leaf:suspend': REGISTRAR,
  'leaf:reinstate': REGISTRAR,
  'leaf:revoke': REGISTRAR,
  'measure:appeal': HOLDER,
  'measure:decide': { by: ['ARBITER', 'REGULATOR', 'REGISTRAR'] },
  'measure:advance': ANYONE,
  'record:handOver': ANYONE,
  'grading:raise': { by: ['HOLDER', 'REGISTRAR'] },
  'grading:push': ANYONE,
  'report:sign': { by: ['ASSESSOR'] },
  'report:accept': REGISTRAR,
  'report:refuse': REGISTRAR,
  'report:revoke': REGISTRAR,
  'lineage:claim': TRACE,
  'lineage:confirm': TRACE,
  'lineage:dispute': TRACE,
  'lineage:withdraw': TRACE,
  'lineage:arbitrate': TRACE,
  'lineage:advance': TRACE,
  'licence:offer': HOLDER,
  'licence:change': HOLDER,
  'licence:withdraw': HOLDER,
  'licence:accept': ANYONE,
  'licence:propose': HOLDER,
  'licence:conclude': ANYONE,
  'licence:decline': ANYONE,
  'licence:advance': ANYONE,
  'licence:terminate': { by: ['HOLDER', 'REGULATOR'] },
  'licence:retract': HOLDER,
  'usage:spend': ANYONE,
  'usage:allot': ANYONE,
  'usage:recordRefusal': ANYONE,
  'vault:open': HOLDER,
  'vault:hold': { by: ['REGULATOR', 'ARBITER'] },
  'vault:lift': { by: ['REGULATOR', 'ARBITER'] },
  'vault:purge': { program: 'npm run erase' },
  'vault:attest': GATEWAY,
  'trade:openAccount': { by: ['BANK'] },
  'trade:list': TRADE,
  'trade:change': TRADE,
  'trade:withdraw': TRADE,
  'trade:order': TRADE,
  'trade:match': TRADE,
  'trade:decline': TRADE,
  'trade:cancel': TRADE,
  'trade:instruct': TRADE,
  'trade:secure': BANK,
  'trade:reject': BANK,
  'trade:deliver': TRADE,
  'trade:forgo': TRADE,
  'trade:receive': TRADE,
  'trade:witness': TRADE,
  'trade:dispute': TRADE,
  'trade:payOut': BANK,
  'trade:return': BANK,
  'trade:reverse': BANK,
  'trade:settle': TRADE,
  'trade:arbitrate': TRADE,
  'trade:replaceBank': TRADE,
  'trade:advance': TRADE,
  'alias:claim': HOLDER,
  'alias:confirm': HOLDER,
  'alias:decline': HOLDER,
  'alias:withdraw': HOLDER,
  'alias:advance': ANYONE,
  'recall:order': { by: ['HOLDER', 'REGULATOR'] },
  'recall:acknowledge': HOLDER,
  'recall:withdraw': { by: ['HOLDER', 'REGULATOR'] },
  'recognition:recognise': REGISTRAR,
  'recognition:update': REGISTRAR,
  'recognition:acknowledge': REGISTRAR,
  'recognition:withdraw': REGISTRAR,
  'basis:record': AGENCY,
  'basis:end': { by: ['AGENCY', 'REGULATOR'] },
  'basis:use': AGENCY,
  'reading:seal': GATEWAY,
};

/** The commands that are done by a form here, by whoever has the roles. */
export const formsFor = (roles: readonly Role[]): readonly CommandName[] =>
  (Object.keys(PLACES) as CommandName[]).filter((name) => {
    const where = PLACES[name];
    return 'by' in where && (where.by === 'anyone' || where.by.some((role) => roles.includes(role)));
  });

export const hasForm = (name: string): name is CommandName =>
  Object.hasOwn(PLACES, name) && 'by' in PLACES[name as CommandName];
