import { existsSync } from 'node:fs';
import type { OperatorPlan, Topology } from '../topology.ts';
import type { Authority, Issued } from './authority.ts';
import {
  certificateFile,
  type OperatorFolder,
  operatorFolder,
  readAuthority,
  readIssued,
  writeIssued,
} from './folders.ts';
import { personExists, plannedPeople } from './people.ts';

/** One operator's own certificates and keys; `orderer` signs blocks where the operator runs one. */
export interface OperatorMaterial {
  readonly plan: OperatorPlan;
  readonly folder: OperatorFolder;
  readonly authority: Authority;
  readonly tlsAuthority: Authority;
  readonly peer: Issued;
  readonly tls: Issued;
  readonly orderer: Issued;
}

const nodeDays = 3650;

/** Certificate generation is loaded only when something has to be made: a restart makes nothing. */
const generator = () => import('./authority.ts');
const enrolment = () => import('./enrolment.ts');

const ensure = async (folder: string, make: () => Promise<Issued>): Promise<Issued> => {
  if (!existsSync(certificateFile(folder))) writeIssued(folder, await make());
  return readIssued(folder);
};

/** An authority whose key is kept elsewhere is known by its certificate alone. */
const ensureAuthority = async (folder: string, make: () => Promise<Authority>): Promise<Authority> => {
  if (!existsSync(certificateFile(folder))) writeIssued(folder, await make());
  return readAuthority(folder);
};

const ensureOperator = async (operators: string, plan: OperatorPlan): Promise<OperatorMaterial> => {
  const folder = operatorFolder(operators, plan.name);
  const title = plan.title.en || plan.name;
  const authority = await ensureAuthority(folder.authority, async () =>
    (await generator()).createAuthority(`ca.${plan.name}`, title),
  );
  const tlsAuthority = await ensureAuthority(folder.tlsAuthority, async () =>
    (await generator()).createAuthority(`tls-ca.${plan.name}`, title),
  );
  const node = (commonName: string, organizationalUnit: string) => async (): Promise<Issued> =>
    (await generator()).issueCertificate(authority, { commonName, organizationalUnit, days: nodeDays });
  const material: OperatorMaterial = {
    plan,
    folder,
    authority,
    tlsAuthority,
    peer: await ensure(folder.peer, node(`peer.${plan.name}`, 'peer')),
    orderer: await ensure(folder.orderer, node(`orderer.${plan.name}`, 'orderer')),
    tls: await ensure(folder.tls, async () =>
      (await generator()).issueCertificate(tlsAuthority, {
        commonName: `peer.${plan.name}`,
        days: nodeDays,
        server: { dns: ['localhost'], ip: ['127.0.0.1', '::1'] },
      }),
    ),
  };
  for (const person of plannedPeople(plan)) {
    if (!personExists(folder, person.name)) await (await enrolment()).createPerson(folder, plan, authority, person);
  }
  return material;
};

/** Loads every operator's material, making what is missing: authorities, nodes, people. */
export const ensureMaterial = async (operators: string, topology: Topology): Promise<OperatorMaterial[]> => {
  const material: OperatorMaterial[] = [];
  for (const plan of topology.operators) material.push(await ensureOperator(operators, plan));
  return material;
};
