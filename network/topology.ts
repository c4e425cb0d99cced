import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Title {
  readonly zh: string;
  readonly en: string;
}

export interface PersonPlan {
  readonly name: string;
  readonly title: Title;
}

export interface EntityPlan {
  readonly id: string;
  readonly title: Title;
  readonly roles: readonly string[];
  readonly clearance: string;
  readonly founder: boolean;
  readonly people: readonly PersonPlan[];
}

export interface OperatorPlan {
  readonly mspId: string;
  readonly name: string;
  readonly title: Title;
  readonly committee: boolean;
  readonly entities: readonly EntityPlan[];
}

/** What an operator agreement would say: who runs peers, who endorses, and within which limits. */
export interface Topology {
  readonly channel: string;
  readonly demonstration: boolean;
  /** `path` is absolute once loaded. */
  readonly chaincode: { readonly name: string; readonly path: string };
  /** The endorsement policy's name, and how many committee members may be missing. */
  readonly committee: { readonly policy: string; readonly tolerates: number };
  readonly blocks: { readonly timeoutMs: number; readonly maxMessages: number; readonly maxBytes: number };
  readonly limits: {
    readonly clockSkewSeconds: number;
    readonly invocationMs: number;
    readonly writes: number;
    readonly writeBytes: number;
  };
  readonly operators: readonly OperatorPlan[];
}

/** The topology that ships with the platform. */
export const defaultTopology = join(dirname(fileURLToPath(import.meta.url)), 'topology.json');

class TopologyError extends Error {
  constructor(file: string, problems: readonly string[]) {
    super([`${file} is not a usable topology:`, ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.name = 'TopologyError';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const titleOf = (value: unknown): Title => {
  const title = isRecord(value) ? value : {};
  return { zh: String(title.zh ?? ''), en: String(title.en ?? '') };
};

/** Collects every problem before it complains, so that a file is mended in one go. */
class Reader {
  readonly problems: string[] = [];

  record(value: unknown, at: string): Record<string, unknown> {
    if (isRecord(value)) return value;
    this.problems.push(`${at} must be an object`);
    return {};
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.problems.push(`${at} must be a list`);
    return [];
  }

  text(value: unknown, at: string, pattern = /^.+$/u): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.problems.push(`${at} must be text matching ${pattern}`);
    return '';
  }

  positive(value: unknown, at: string): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.problems.push(`${at} must be a positive integer`);
    return 1;
  }

  unique(values: readonly string[], what: string): void {
    for (const value of new Set(values.filter((item, index) => values.indexOf(item) !== index))) {
      this.problems.push(`${what} ${value} appears twice`);
    }
  }
}

const slug = /^[a-z][a-z0-9-]{0,62}$/;

const readPerson = (read: Reader, value: unknown, at: string): PersonPlan => {
  const person = read.record(value, at);
  return { name: read.text(person.name, `${at}.name`, slug), title: titleOf(person.title) };
};

const readEntity = (read: Reader, value: unknown, at: string): EntityPlan => {
  const entity = read.record(value, at);
  return {
    id: read.text(entity.id, `${at}.id`, slug),
    title: titleOf(entity.title),
    roles: read.list(entity.roles, `${at}.roles`).map((role, i) => read.text(role, `${at}.roles[${i}]`, slug)),
    clearance: read.text(entity.clearance, `${at}.clearance`, /^(general|important|core)$/),
    founder: entity.founder === true,
    people: read.list(entity.people, `${at}.people`).map((person, i) => readPerson(read, person, `${at}.people[${i}]`)),
  };
};

const readOperator = (read: Reader, value: unknown, at: string): OperatorPlan => {
  const operator = read.record(value, at);
  const entities = read.list(operator.entities, `${at}.entities`);
  if (entities.length === 0) read.problems.push(`${at}.entities must name at least one entity`);
  return {
    mspId: read.text(operator.mspId, `${at}.mspId`, /^[A-Za-z][A-Za-z0-9.-]{0,62}$/),
    name: read.text(operator.name, `${at}.name`, slug),
    title: titleOf(operator.title),
    committee: operator.committee === true,
    entities: entities.map((entity, i) => readEntity(read, entity, `${at}.entities[${i}]`)),
  };
};

const checkWhole = (read: Reader, topology: Topology): void => {
  read.unique(
    topology.operators.map((operator) => operator.mspId),
    'operator',
  );
  read.unique(
    topology.operators.map((operator) => operator.name),
    'operator name',
  );
  const entities = topology.operators.flatMap((operator) => operator.entities);
  read.unique(
    entities.map((entity) => entity.id),
    'entity',
  );
  const people = entities.flatMap((entity) => entity.people.map((person) => person.name));
  read.unique(people, 'person');
  for (const name of people.filter((person) => person === 'admin' || person === 'gateway')) {
    read.problems.push(`the name ${name} is kept for an operator's own ${name}`);
  }
  const committee = topology.operators.filter((operator) => operator.committee).length;
  if (committee <= topology.committee.tolerates) {
    read.problems.push(`a committee of ${committee} cannot tolerate ${topology.committee.tolerates} missing members`);
  }
};

/**
 * Loads a topology file and checks it as a whole.
 * @throws an error that lists every problem, by its place in the file
 */
export const loadTopology = (file: string = defaultTopology): Topology => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TopologyError(file, [error instanceof Error ? error.message : String(error)]);
  }
  const read = new Reader();
  const root = read.record(parsed, 'topology');
  const chaincode = read.record(root.chaincode, 'chaincode');
  const committee = read.record(root.committee, 'committee');
  const blocks = read.record(root.blocks, 'blocks');
  const limits = read.record(root.limits, 'limits');
  const topology: Topology = {
    channel: read.text(root.channel, 'channel', /^[a-z][a-z0-9.-]{0,248}$/),
    demonstration: root.demonstration === true,
    chaincode: {
      name: read.text(chaincode.name, 'chaincode.name', /^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/),
      path: resolve(dirname(file), read.text(chaincode.path, 'chaincode.path')),
    },
    committee: {
      policy: read.text(committee.policy, 'committee.policy', /^[A-Za-z][A-Za-z0-9.-]*$/),
      tolerates: committee.tolerates === 0 ? 0 : read.positive(committee.tolerates, 'committee.tolerates'),
    },
    blocks: {
      timeoutMs: read.positive(blocks.timeoutMs, 'blocks.timeoutMs'),
      maxMessages: read.positive(blocks.maxMessages, 'blocks.maxMessages'),
      maxBytes: read.positive(blocks.maxBytes, 'blocks.maxBytes'),
    },
    limits: {
      clockSkewSeconds: read.positive(limits.clockSkewSeconds, 'limits.clockSkewSeconds'),
      invocationMs: read.positive(limits.invocationMs, 'limits.invocationMs'),
      writes: read.positive(limits.writes, 'limits.writes'),
      writeBytes: read.positive(limits.writeBytes, 'limits.writeBytes'),
    },
    operators: read.list(root.operators, 'operators').map((value, i) => readOperator(read, value, `operators[${i}]`)),
  };
  if (topology.operators.length === 0) read.problems.push('operators must name at least one operator');
  checkWhole(read, topology);
  if (read.problems.length > 0) throw new TopologyError(file, read.problems);
  return topology;
};
