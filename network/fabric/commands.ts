import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson } from '../files.ts';
import type { Home } from '../home.ts';
import { changeCommittee } from './channel/committee.ts';
import { revoke } from './channel/revoke.ts';
import { existingConsortium } from './consortium.ts';
import { down, reset } from './down.ts';
import { type FabricCommand, orderingOf, raftOrderersOf, required, topologyOf } from './invocation.ts';
import { layoutOf } from './layout.ts';
import { addOperator, plannedOperator } from './operators/add.ts';
import { enroll } from './operators/enrol.ts';
import { removeOperator } from './operators/remove.ts';
import { exclusively } from './processes/lock.ts';
import { lastLines } from './processes/run.ts';
import { checkNode, restart } from './restart.ts';
import { describeStatus, statusOf } from './status.ts';
import { up } from './up.ts';
import { deployOther, upgrade } from './upgrade.ts';

export const fabricUsage = `On real Fabric (up --engine fabric [--ordering bft|raft] [--orderers 1..3 with raft]), also:

  status     each node: process, port, height, who leads the orderers, health
  logs NODE  the end of a node's log: logs peer.registrar [--lines 100]
  restart NODE
  reset      end it and remove the channel with its data; keys and people stay
  upgrade [DIR]                   put a new build of the chaincode in force while the network runs
  deploy --name N --path DIR      another Node chaincode package, under the committee's policy [--collections FILE]
  add-org NAME [--definition F]   a new operator; F is JSON as one of the topology's operators
  remove-org NAME
  committee add|remove MSP --proposal ID   who endorses, by a proposal that the ledger has passed
  revoke CERT|NAME                a person's certificate, by PEM file or name [--operator MSP]

For operators with machines of their own (network/fabric/README.md):

  machine OPERATOR --host H --to DIR [--topology F] [--port 7050]    keys, configuration, units of one machine
  genesis CARD... --to FILE [--topology F] [--ordering bft|raft]     block 0 from all operators' cards`;

/** Whether a home holds a consortium on real Fabric, running or not. */
export const runsFabric = (home: Home): boolean => existsSync(layoutOf(home).state);

const start: FabricCommand = async (home, { values, say }) => {
  const ordering = orderingOf(values);
  const raftOrderers = raftOrderersOf(values);
  const began = performance.now();
  const elapsed = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(7);
  await up(home, {
    topology: topologyOf(values),
    ordering,
    raftOrderers,
    progress: (step) => say(`${elapsed()}  ${step}`),
  });
  say(`${elapsed()}  ready\nconnection: ${home.connection}`);
};

const first = (args: readonly string[], what: string): string => {
  const [value] = args;
  if (!value) throw new Error(`${what} is missing\n\n${fabricUsage}`);
  return value;
};

const committee: FabricCommand = async (home, { args, values, say }) => {
  const [action, name = ''] = args;
  if (action !== 'add' && action !== 'remove') throw new Error('committee add MSP, or committee remove MSP');
  const after = await changeCommittee(await existingConsortium(home), name, action === 'add', values.proposal);
  const members = after.state.topology.operators.filter((operator) => operator.committee).map(({ mspId }) => mspId);
  say(`the committee is ${members.join(', ')}`);
};

/** Beside the folder that `reset` removes. */
const lockOf = (home: Home): string => join(home.network, 'fabric.lock');

const timed = async (say: (text: string) => void, work: (progress: (step: string) => void) => Promise<void>) => {
  const began = performance.now();
  const progress = (step: string): void =>
    say(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`);
  await work(progress);
  progress('done');
};

const changing: Readonly<Record<string, FabricCommand>> = {
  up: start,
  down: async (home, { say }) => {
    const ended = await down(home);
    say(ended.length === 0 ? `no network runs in ${home.root}` : `ended ${ended.length} processes`);
  },
  reset: async (home, { say }) => {
    await reset(home);
    say('ended, and the channel is removed');
  },
  restart: async (home, { args, say }) =>
    timed(say, async () => restart(await existingConsortium(home), first(args, 'the node'))),
  upgrade: async (home, { args, say }) => {
    const consortium = await existingConsortium(home);
    const folder = args[0] ? resolve(args[0]) : consortium.state.topology.chaincode.path;
    await timed(say, (progress) => upgrade(consortium, folder, progress));
  },
  deploy: async (home, { values, say }) => {
    const folder = resolve(values.path ?? '.');
    const consortium = await existingConsortium(home);
    const collections = values.collections ? readJson(values.collections) : undefined;
    await timed(say, (progress) => deployOther(consortium, required(values, 'name'), folder, collections, progress));
  },
  'add-org': async (home, { args, values, say }) => {
    const plan = plannedOperator(first(args, 'the name'), values.definition);
    const consortium = await existingConsortium(home);
    await timed(say, (progress) => addOperator(consortium, plan, progress));
  },
  'remove-org': async (home, { args, say }) => {
    const consortium = await existingConsortium(home);
    await timed(say, () => removeOperator(consortium, first(args, 'the name')));
  },
  committee,
  enroll: async (home, { values, say }) => {
    const person = await enroll(await existingConsortium(home), {
      operator: required(values, 'operator'),
      entity: required(values, 'entity'),
      name: required(values, 'name'),
      roles: (values.roles ?? '').split(',').filter(Boolean),
      clearance: values.clearance ?? 'general',
    });
    say(JSON.stringify(person, null, 2));
  },
  revoke: async (home, { args, values, say }) => {
    const who = args[0] ?? values.name ?? first(args, 'the certificate or name');
    const consortium = await existingConsortium(home);
    await timed(say, async (progress) => progress(`revoked ${await revoke(consortium, who, values.operator)}`));
  },
};

const looking: Readonly<Record<string, FabricCommand>> = {
  status: async (home, { say }) => {
    const consortium = await existingConsortium(home);
    say(describeStatus(consortium, await statusOf(consortium)));
  },
  logs: async (home, { args, values, say }) => {
    const consortium = await existingConsortium(home);
    const node = first(args, 'the node');
    checkNode(consortium, node);
    const { log } = consortium.layout.node(node);
    say(`${lastLines(log, Number(values.lines ?? 100))}\n(${log})`);
  },
};

/** Commands that change a consortium run one at a time. */
export const fabricCommands: Readonly<Record<string, FabricCommand>> = {
  ...looking,
  ...Object.fromEntries(
    Object.entries(changing).map(([name, command]): [string, FabricCommand] => [
      name,
      (home, invocation) => exclusively(lockOf(home), () => command(home, invocation)),
    ]),
  ),
};
