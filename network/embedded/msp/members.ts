import { msp as mspProtos } from '@hyperledger/fabric-protos';
import { asBuffer } from '../wire/bytes.ts';
import { Identity } from './identity.ts';
import type { Msp, NodeRole } from './msp.ts';

/** An identity with the answer of its operator's rules: `refusal` undefined means a valid member. */
export interface Member {
  readonly identity: Identity;
  readonly role: NodeRole | undefined;
  readonly refusal: string | undefined;
}

const remembered = 10_000;

/** Principals are compiled into policies and live as long as those: each is decoded once. */
const roles = new WeakMap<mspProtos.MSPPrincipal, mspProtos.MSPRole>();

const roleOfPrincipal = (principal: mspProtos.MSPPrincipal): mspProtos.MSPRole => {
  const known = roles.get(principal);
  if (known) return known;
  const role = mspProtos.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  roles.set(principal, role);
  return role;
};

/**
 * Everybody the channel knows, by its operators' rules.
 * Answers are remembered by the identity's bytes; a new configuration makes a new object, so a
 * revocation is never missed. Expiry is the caller's to check against `identity.expires`.
 */
export class Members {
  readonly msps: ReadonlyMap<string, Msp>;
  readonly #known = new Map<string, Member>();

  constructor(msps: Iterable<Msp>) {
    this.msps = new Map([...msps].map((msp) => [msp.id, msp]));
  }

  /** @throws when the bytes are malformed or name an unknown operator */
  member(serialized: Uint8Array): Member {
    const key = asBuffer(serialized).toString('latin1');
    const known = this.#known.get(key);
    if (known) return known;
    const identity = new Identity(Buffer.from(serialized));
    const msp = this.msps.get(identity.mspId);
    if (!msp) throw new Error(`MSP ${identity.mspId} is unknown`);
    const member = { identity, role: msp.roleOf(identity), refusal: msp.refusal(identity) };
    if (this.#known.size >= remembered) this.#known.clear();
    this.#known.set(key, member);
    return member;
  }

  /** Whether a member is who a policy's principal asks for. */
  satisfies(member: Member, principal: mspProtos.MSPPrincipal): boolean {
    const { identity } = member;
    switch (principal.getPrincipalClassification()) {
      case mspProtos.MSPPrincipal.Classification.ROLE: {
        const role = roleOfPrincipal(principal);
        if (role.getMspIdentifier() !== identity.mspId || member.refusal !== undefined) return false;
        const kinds = mspProtos.MSPRole.MSPRoleType;
        const wanted = role.getRole();
        if (wanted === kinds.MEMBER) return true;
        const nodes = { admin: kinds.ADMIN, client: kinds.CLIENT, peer: kinds.PEER, orderer: kinds.ORDERER };
        return member.role !== undefined && nodes[member.role] === wanted;
      }
      case mspProtos.MSPPrincipal.Classification.ORGANIZATION_UNIT: {
        const unit = mspProtos.OrganizationUnit.deserializeBinary(principal.getPrincipal_asU8());
        return (
          unit.getMspIdentifier() === identity.mspId &&
          member.refusal === undefined &&
          identity.organizationalUnits.includes(unit.getOrganizationalUnitIdentifier())
        );
      }
      case mspProtos.MSPPrincipal.Classification.IDENTITY:
        return member.refusal === undefined && identity.serialized.equals(principal.getPrincipal_asU8());
      default:
        return false;
    }
  }
}
