import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { common } from '@hyperledger/fabric-protos';
import { mspConfig } from '../../embedded/channel/membership.ts';
import type { OperatorMaterial } from '../../identity/material.ts';
import { listPeople } from '../../identity/people.ts';
import { signerNamed } from '../client/admin.ts';
import type { Consortium } from '../consortium.ts';
import { membershipOf } from './found.ts';
import { withConnections } from './open.ts';
import { updateConfig } from './update.ts';

interface Holder {
  readonly operator: OperatorMaterial;
  readonly name: string;
}

/** Whose certificate is meant: a person's name, or a PEM file with the certificate. @throws when nobody's or several */
const holderOf = (consortium: Consortium, certificateOrName: string, operator: string | undefined): Holder => {
  const fingerprint = existsSync(certificateOrName)
    ? new X509Certificate(readFileSync(certificateOrName)).fingerprint256
    : undefined;
  const holders = consortium.material
    .filter(({ plan }) => operator === undefined || plan.mspId === operator || plan.name === operator)
    .flatMap((material) =>
      listPeople(material.folder, material.plan)
        .filter(({ name, certificate }) =>
          fingerprint
            ? new X509Certificate(readFileSync(certificate)).fingerprint256 === fingerprint
            : name === certificateOrName,
        )
        .map(({ name }) => ({ operator: material, name })),
    );
  const [holder, second] = holders;
  if (!holder) throw new Error(`there is no person with the name or certificate ${certificateOrName}`);
  if (second) throw new Error(`several operators have a person named ${certificateOrName}: name one with --operator`);
  return holder;
};

const parts = ['Application', 'Orderer'] as const;

/** Replaces an operator's MSP wherever the channel has it: Fabric refuses two versions of one MSP. */
export const setMembership = (config: common.Config, mspId: string, msp: Uint8Array): void => {
  for (const part of parts) {
    const group = config.getChannelGroup()?.getGroupsMap().get(part)?.getGroupsMap().get(mspId);
    group?.getValuesMap().get('MSP')?.setValue(msp);
  }
};

/**
 * Revokes a person's certificate by their operator's new revocation list, which its own administrator signs alone.
 * @returns the person's name
 */
export const revoke = async (
  consortium: Consortium,
  certificateOrName: string,
  operator: string | undefined,
): Promise<string> => {
  const holder = holderOf(consortium, certificateOrName, operator);
  const { revokeCertificate } = await import('../../identity/revocation.ts');
  const list = await revokeCertificate(holder.operator, holder.name);
  const membership = { ...membershipOf(consortium, holder.operator), revocationLists: [list] };
  await withConnections(consortium, (open) =>
    updateConfig(open, [signerNamed(holder.operator, 'admin')], (config) =>
      setMembership(config, membership.mspId, mspConfig(membership).serializeBinary()),
    ),
  );
  return `${holder.operator.plan.name}/${holder.name}`;
};
