import { join } from 'node:path';
import { writeWhole } from '../../files.ts';
import type { Issued } from '../../identity/authority.ts';
import type { OperatorMaterial } from '../../identity/material.ts';

/** Who is what follows from the organizational unit of a certificate. */
const nodeUnits = `NodeOUs:
  Enable: true
  ClientOUIdentifier: { OrganizationalUnitIdentifier: client }
  PeerOUIdentifier: { OrganizationalUnitIdentifier: peer }
  AdminOUIdentifier: { OrganizationalUnitIdentifier: admin }
  OrdererOUIdentifier: { OrganizationalUnitIdentifier: orderer }
`;

/** Writes the folder from which a node of Fabric reads its own identity and its operator's authorities. */
export const writeMspFolder = (folder: string, operator: OperatorMaterial, own: Issued): void => {
  writeWhole(join(folder, 'config.yaml'), nodeUnits);
  writeWhole(join(folder, 'cacerts', 'authority.pem'), operator.authority.certificate);
  writeWhole(join(folder, 'tlscacerts', 'tls-authority.pem'), operator.tlsAuthority.certificate);
  writeWhole(join(folder, 'signcerts', 'certificate.pem'), own.certificate);
  writeWhole(join(folder, 'keystore', 'key.pem'), own.key, 0o600);
};
