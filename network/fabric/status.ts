import type { OperatorMaterial } from '../identity/material.ts';
import { askNode } from './client/https.ts';
import { participation } from './client/participation.ts';
import { nodeTls } from './configuration/tls.ts';
import { type Consortium, connectPeerOf, orderingOperators, portOf } from './consortium.ts';
import { nodeName } from './layout.ts';
import { servicesOf } from './state.ts';

/** One process of the consortium, as it answers now. */
export interface NodeStatus {
  readonly node: string;
  /** Undefined when it does not run. */
  readonly pid: number | undefined;
  readonly port: number;
  readonly height?: number;
  /** Of an orderer: whether it leads now. */
  readonly leader?: boolean;
  /** OK, or what is wrong. */
  readonly health: string;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const healthOf = async (
  consortium: Consortium,
  operator: OperatorMaterial,
  kind: 'orderer' | 'peer',
): Promise<string> => {
  const port = portOf(consortium, `${kind}-operations.${operator.plan.name}`);
  const { status, text } = await askNode(await nodeTls(operator, kind), port, '/healthz');
  return status === 200 ? 'OK' : text.trim();
};

const metric = (text: string, name: RegExp): number | undefined => {
  const found = text.split('\n').find((line) => name.test(line));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
};

/** Whether an orderer leads, by its own metrics. */
const leads = async (consortium: Consortium, operator: OperatorMaterial): Promise<boolean> => {
  const port = portOf(consortium, `orderer-operations.${operator.plan.name}`);
  const { text } = await askNode(await nodeTls(operator, 'orderer'), port, '/metrics');
  return metric(text, /^consensus_(BFT|etcdraft)_is_leader\{/) === 1;
};

/** The operator whose orderer leads now; undefined while none says so. */
export const leaderOf = async (consortium: Consortium): Promise<string | undefined> => {
  const operators = orderingOperators(consortium);
  const answers = await Promise.all(operators.map((operator) => leads(consortium, operator).catch(() => false)));
  return operators[answers.indexOf(true)]?.plan.name;
};

const running = (consortium: Consortium, node: string): { node: string; pid: number | undefined } => ({
  node,
  pid: consortium.registry.running(node)?.pid,
});

const ordererStatus = async (consortium: Consortium, operator: OperatorMaterial): Promise<NodeStatus> => {
  const { name } = operator.plan;
  const base = { ...running(consortium, nodeName('orderer', name)), port: portOf(consortium, `orderer.${name}`) };
  if (base.pid === undefined) return { ...base, health: 'not running' };
  try {
    const { channel } = consortium.state.topology;
    const adminPort = portOf(consortium, `orderer-admin.${name}`);
    const [{ height }, leader, health] = await Promise.all([
      participation(await nodeTls(operator, 'orderer'), adminPort, channel),
      leads(consortium, operator),
      healthOf(consortium, operator, 'orderer'),
    ]);
    return { ...base, height, leader, health };
  } catch (error) {
    return { ...base, health: reasonOf(error) };
  }
};

const peerStatus = async (consortium: Consortium, operator: OperatorMaterial): Promise<NodeStatus> => {
  const { name } = operator.plan;
  const base = { ...running(consortium, nodeName('peer', name)), port: portOf(consortium, `peer.${name}`) };
  if (base.pid === undefined) return { ...base, health: 'not running' };
  const client = connectPeerOf(consortium, operator);
  try {
    // A peer that has stopped processing blocks still says OK: its height beside the others' tells.
    const [height, health] = await Promise.all([
      client.height(consortium.state.topology.channel),
      healthOf(consortium, operator, 'peer'),
    ]);
    return { ...base, height, health };
  } catch (error) {
    return { ...base, health: reasonOf(error) };
  } finally {
    client.close();
  }
};

const chaincodeStatus = (consortium: Consortium, node: string): NodeStatus => {
  const base = { ...running(consortium, node), port: portOf(consortium, node) };
  return { ...base, health: base.pid === undefined ? 'not running' : 'OK' };
};

/** Every node of the consortium: orderers, peers, chaincode services. */
export const statusOf = (consortium: Consortium): Promise<readonly NodeStatus[]> =>
  Promise.all([
    ...orderingOperators(consortium).map((operator) => ordererStatus(consortium, operator)),
    ...consortium.material.map((operator) => peerStatus(consortium, operator)),
    ...servicesOf(consortium.state).flatMap(({ slot }) =>
      consortium.material.map(({ plan }) => chaincodeStatus(consortium, `${slot}.${plan.name}`)),
    ),
  ]);

/** A line for each node, its height marked when it is behind. */
export const describeStatus = (consortium: Consortium, nodes: readonly NodeStatus[]): string => {
  const { topology, ordering } = consortium.state;
  const top = Math.max(0, ...nodes.map(({ height }) => height ?? 0));
  const lines = nodes.map(({ node, pid, port, height, leader, health }) =>
    [
      `  ${node.padEnd(22)}`,
      `port ${String(port).padEnd(6)}`,
      `process ${String(pid ?? '-').padEnd(8)}`,
      (height === undefined ? '' : `height ${height}${height < top ? ` (of ${top})` : ''}`).padEnd(18),
      leader ? 'leader ' : '       ',
      health,
    ].join(' '),
  );
  return [
    `${topology.channel} (fabric, ${ordering}), height ${top}, chaincode ${topology.chaincode.name}`,
    ...lines,
  ].join('\n');
};
