import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Client } from '@suyuan/client';
import { digestOf } from '@suyuan/schemas';
import { gatewayUrl, personOf, readConnection, signInAs } from '../connection.ts';
import { trialProfile } from '../profiles.ts';
import { charterOf, type Topology } from './charter.ts';

const { values } = parseArgs({ options: { topology: { type: 'string', default: 'network/topology.json' } } });

type State = { charter: { state: string; digest: string; ratifications: { by: { msp: string } }[] } | null };
const STATE = '{ charter { state digest ratifications { by { msp } } } }';

/** Founds the consortium: one operator's administrator proposes the charter, each of the others ratifies it. */
async function found(topology: Topology): Promise<string> {
  const url = gatewayUrl();
  const { operators, demonstration } = readConnection();
  const plain = charterOf(topology);
  const charter = demonstration ? { ...plain, profiles: [...plain.profiles, trialProfile()] } : plain;
  const admins: [string, Client][] = [];
  for (const operator of operators) {
    admins.push([operator.mspId, await signInAs(url, personOf(operator, 'admin'))]);
  }
  const [first] = admins;
  if (!first) throw new Error('The connection names no operator');
  const { charter: before } = await first[1].query<State>(STATE);
  if (before?.state === 'IN_FORCE') return 'the charter is in force';
  if (!before) await first[1].transact('membership:found', { charter });
  const ratified = before?.ratifications.map(({ by }) => by.msp) ?? [first[0]];
  for (const [msp, admin] of admins.filter(([msp]) => !ratified.includes(msp))) {
    const { state } = await admin.transact('membership:ratify', { charter: before?.digest ?? digestOf(charter) });
    console.log(`${msp} ratified: ${state}`);
  }
  return `founded with ${admins.length} operators`;
}

console.log(await found(JSON.parse(readFileSync(values.topology, 'utf8')) as Topology));
