import { readFileSync } from 'node:fs';
import { writeWhole } from './files.ts';
import type { Title } from './topology.ts';

/** A person that can sign in: paths are absolute. */
export interface PersonEntry {
  readonly name: string;
  readonly roles: readonly string[];
  readonly entity: string;
  readonly clearance: string;
  readonly title: Title;
  readonly ou: 'client' | 'admin';
  readonly certificate: string;
  readonly key: string;
  readonly p12: string;
}

export interface OperatorEntry {
  readonly mspId: string;
  readonly name: string;
  readonly title: Title;
  readonly committee: boolean;
  /** `localhost:PORT` */
  readonly peer: string;
  readonly tlsRoot: string;
  readonly people: readonly PersonEntry[];
}

/** What a Fabric client needs to know to connect. */
export interface Connection {
  readonly channel: string;
  readonly chaincode: string;
  readonly engine: 'embedded' | 'fabric';
  readonly demonstration: boolean;
  readonly operators: readonly OperatorEntry[];
}

/** @throws when the file is missing or is not JSON */
export const readConnection = (file: string): Connection => JSON.parse(readFileSync(file, 'utf8')) as Connection;

export const writeConnection = (file: string, connection: Connection): void =>
  writeWhole(file, `${JSON.stringify(connection, null, 2)}\n`);
