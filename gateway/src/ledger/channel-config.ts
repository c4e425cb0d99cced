import { common, msp, peer } from '@hyperledger/fabric-protos';

/** One institution's membership service provider, as the channel configures it. Certificates and CRLs are PEM or DER. */
export interface ChannelMsp {
  readonly id: string;
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
  /** Organizational units that make a certificate a client, an administrator or a peer; undefined when NodeOUs are off. */
  readonly units: { readonly client: string; readonly admin: string; readonly peer: string } | undefined;
}

/** Who is trusted on a channel: read from its configuration block, nowhere else. */
export interface ChannelConfig {
  readonly sequence: number;
  readonly msps: readonly ChannelMsp[];
  readonly committee: readonly string[];
  /** The genesis block says that the network is for demonstration. */
  readonly demonstration: boolean;
}

function readMsp(value: Uint8Array): ChannelMsp {
  const config = msp.FabricMSPConfig.deserializeBinary(msp.MSPConfig.deserializeBinary(value).getConfig_asU8());
  const units = config.getFabricNodeOus();
  return {
    id: config.getName(),
    roots: config.getRootCertsList_asU8(),
    intermediates: config.getIntermediateCertsList_asU8(),
    revocations: config.getRevocationListList_asU8(),
    units: units?.getEnable()
      ? {
          client: units.getClientOuIdentifier()?.getOrganizationalUnitIdentifier() || 'client',
          admin: units.getAdminOuIdentifier()?.getOrganizationalUnitIdentifier() || 'admin',
          peer: units.getPeerOuIdentifier()?.getOrganizationalUnitIdentifier() || 'peer',
        }
      : undefined,
  };
}

function readCommittee(application: common.ConfigGroup): string[] {
  const policy = application.getPoliciesMap().get('Committee')?.getPolicy();
  if (policy?.getType() !== common.Policy.PolicyType.SIGNATURE) return [];
  return common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8())
    .getIdentitiesList()
    .map((principal) => msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier());
}

const DEMONSTRATION = 'suyuan/demonstration';

/** Decodes the data of a CONFIG envelope. @throws when it is no channel configuration with an Application group */
export function readChannelConfig(data: Uint8Array): ChannelConfig {
  const config = common.ConfigEnvelope.deserializeBinary(data).getConfig();
  const application = config?.getChannelGroup()?.getGroupsMap().get('Application');
  if (!config || !application) throw new Error('a channel configuration without Application group');
  const msps: ChannelMsp[] = [];
  application.getGroupsMap().forEach((group: common.ConfigGroup) => {
    const value = group.getValuesMap().get('MSP');
    if (value) msps.push(readMsp(value.getValue_asU8()));
  });
  const acls = application.getValuesMap().get('ACLs');
  return {
    sequence: Number(config.getSequence()),
    msps,
    committee: readCommittee(application),
    demonstration: acls ? peer.ACLs.deserializeBinary(acls.getValue_asU8()).getAclsMap().has(DEMONSTRATION) : false,
  };
}
