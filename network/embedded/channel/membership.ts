import { common, msp as mspProtos } from '@hyperledger/fabric-protos';
import { type RoleName, setSignaturePolicy, setValue } from './groups.ts';

/** What the channel is told of an operator: public material only. */
export interface OperatorMembership {
  readonly mspId: string;
  readonly root: string;
  readonly tlsRoot: string;
  readonly revocationLists: readonly string[];
}

const nodeUnit = (name: string): mspProtos.FabricOUIdentifier => {
  const unit = new mspProtos.FabricOUIdentifier();
  unit.setOrganizationalUnitIdentifier(name);
  return unit;
};

/** The operator's MSP configuration, with node organizational units. */
export const mspConfig = (operator: OperatorMembership): mspProtos.MSPConfig => {
  const fabric = new mspProtos.FabricMSPConfig();
  fabric.setName(operator.mspId);
  fabric.setRootCertsList([Buffer.from(operator.root)]);
  fabric.setTlsRootCertsList([Buffer.from(operator.tlsRoot)]);
  fabric.setRevocationListList(operator.revocationLists.map((list) => Buffer.from(list)));
  const crypto = new mspProtos.FabricCryptoConfig();
  crypto.setSignatureHashFamily('SHA2');
  crypto.setIdentityIdentifierHashFunction('SHA256');
  fabric.setCryptoConfig(crypto);
  const units = new mspProtos.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(nodeUnit('client'));
  units.setPeerOuIdentifier(nodeUnit('peer'));
  units.setAdminOuIdentifier(nodeUnit('admin'));
  units.setOrdererOuIdentifier(nodeUnit('orderer'));
  fabric.setFabricNodeOus(units);
  const configuration = new mspProtos.MSPConfig();
  configuration.setConfig(fabric.serializeBinary());
  return configuration;
};

/** An operator's group under Application or Orderer, with Fabric's usual policies; nodes never write to the channel. */
export const operatorGroup = (
  operator: OperatorMembership,
  writers: readonly RoleName[] = ['ADMIN', 'CLIENT'],
): common.ConfigGroup => {
  const { mspId } = operator;
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  setValue(group, 'MSP', mspConfig(operator));
  const roles = (...names: readonly RoleName[]) => names.map((role) => ({ mspId, role }));
  setSignaturePolicy(group, 'Readers', 1, roles('ADMIN', 'PEER', 'CLIENT', 'ORDERER'));
  setSignaturePolicy(group, 'Writers', 1, roles(...writers));
  setSignaturePolicy(group, 'Admins', 1, roles('ADMIN'));
  setSignaturePolicy(group, 'Endorsement', 1, roles('PEER'));
  return group;
};
