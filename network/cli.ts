import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Control, connectControl } from './control.ts';
import type { NetworkStatus } from './embedded/control/status.ts';
import { fabricCommands, fabricUsage, runsFabric } from './fabric/commands.ts';
import type { FabricValues } from './fabric/invocation.ts';
import { machine, machineGenesis } from './fabric/machines/commands.ts';
import { readJson } from './files.ts';
import { type Home, homeAt } from './home.ts';
import { startNetwork } from './supervisor.ts';

const usage = `npm run network -- COMMAND [--home DIR]

  up      start the network in the background and wait until it is ready
            [--engine embedded|fabric] [--topology FILE] [--chaincode DIR]
  down    end it
  status  operators, ports, height, process, memory
  enroll  a new person: --operator GroupMSP --entity foo --name bar [--roles holder,analyst] [--clearance general]
  deploy  another Node chaincode package: --name N --path DIR [--collections FILE]
  revoke  a person's certificate: --name bar [--operator GroupMSP]

${fabricUsage}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    home: { type: 'string' },
    engine: { type: 'string' },
    ordering: { type: 'string' },
    orderers: { type: 'string' },
    lines: { type: 'string' },
    definition: { type: 'string' },
    path: { type: 'string' },
    collections: { type: 'string' },
    host: { type: 'string' },
    to: { type: 'string' },
    port: { type: 'string' },
    proposal: { type: 'string' },
    topology: { type: 'string' },
    chaincode: { type: 'string' },
    operator: { type: 'string' },
    entity: { type: 'string' },
    name: { type: 'string' },
    roles: { type: 'string', default: '' },
    clearance: { type: 'string', default: 'general' },
  },
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const describe = (status: NetworkStatus): string =>
  [
    `${status.channel} (${status.engine}), height ${status.height}, chaincode ${status.chaincode}`,
    `process ${status.pid}, up ${status.uptimeSeconds} s, ${status.memoryMegabytes} MB`,
    ...status.operators.map(
      ({ mspId, peer, committee, people }) =>
        `  ${mspId.padEnd(16)} ${peer.padEnd(17)} ${committee ? 'committee' : '         '} ${people} people`,
    ),
  ].join('\n');

const running = async (home: Home): Promise<Control> => {
  const control = await connectControl(home);
  if (!control) throw new Error(`no network runs in ${home.root}; start it with: npm run network -- up`);
  return control;
};

const required = (name: 'operator' | 'entity' | 'name' | 'path'): string => {
  const value = values[name];
  if (!value) throw new Error(`--${name} is missing\n\n${usage}`);
  return value;
};

const up = async (home: Home): Promise<void> => {
  if (values.engine && values.engine !== 'embedded') {
    throw new Error(`there is no engine ${values.engine}; there are: embedded, fabric`);
  }
  const already = await connectControl(home);
  if (already) return say(`already running\n${describe(await already.status())}`);
  const { topology, chaincode } = values;
  await startNetwork({
    home: home.root,
    detached: true,
    ...(topology ? { topology } : {}),
    ...(chaincode ? { chaincode } : {}),
  });
  say(`${describe(await (await running(home)).status())}\nconnection: ${home.connection}`);
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Only a process that answers with this home's token is told to end. */
const down = async (home: Home): Promise<void> => {
  const control = await connectControl(home);
  if (!control) return say(`no network runs in ${home.root}`);
  await control.stop();
  for (let tries = 0; alive(control.pid); tries += 1) {
    if (tries > 150) throw new Error(`process ${control.pid} does not end`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  say('ended');
};

const commands: Readonly<Record<string, (home: Home) => Promise<void>>> = {
  up,
  down,
  status: async (home) => {
    const control = await connectControl(home);
    say(control ? describe(await control.status()) : `no network runs in ${home.root}`);
  },
  enroll: async (home) => {
    const person = await (await running(home)).enroll({
      operator: required('operator'),
      entity: required('entity'),
      name: required('name'),
      roles: values.roles.split(',').filter(Boolean),
      clearance: values.clearance,
    });
    say(JSON.stringify(person, null, 2));
  },
  deploy: async (home) => {
    const control = await running(home);
    const collections = values.collections ? readJson(values.collections) : undefined;
    const packageId = await control.deploy({
      ...{ name: required('name'), path: resolve(required('path')) },
      ...(collections === undefined ? {} : { collections }),
    });
    say(`deployed ${packageId}`);
  },
  revoke: async (home) => {
    const block = await (await running(home)).revoke(required('name'), values.operator);
    say(`revoked, in force since block ${block}`);
  },
};

/** They need no network in the home. */
const machineCommands = { machine, genesis: machineGenesis } as Readonly<Record<string, typeof machine>>;

const home = homeAt(values.home);
const [name = '', ...args] = positionals;
const fabric = runsFabric(home) || values.engine === 'fabric';
const command = (fabric ? fabricCommands[name] : commands[name]) ?? machineCommands[name];
if (!command) {
  say(usage);
  process.exit(positionals.length === 0 ? 0 : 2);
}
try {
  await command(home, { values: values as FabricValues, args, say });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
