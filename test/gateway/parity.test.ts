import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heightOf } from '../support/chain.ts';
import { found, type TestNetwork, testNetwork } from '../support/network.ts';
import { replayed } from '../support/projection.ts';
import { samples } from '../support/samples.ts';

const server = process.env.POSTGRES_SERVER;
if (!server)
  console.warn(
    'The PostgreSQL tests are skipped: set DATABASE_URL to a server on which databases may be made (Debian: apt-get install postgresql)',
  );

describe.skipIf(!server)('the projection on PostgreSQL', () => {
  const name = `suyuan_test_${process.pid}`;
  let network: TestNetwork;

  async function administer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  beforeAll(async () => {
    await administer(`create database ${name}`);
    network = await testNetwork();
    await found(network);
  });
  afterAll(async () => {
    await network?.stop();
    await administer(`drop database if exists ${name} with (force)`);
  });

  it('is the same, byte for byte, as on PGlite', async () => {
    for (let n = 0; n < 5; n += 1) {
      await network.as('li-holder').submit('registration:submit', samples()['registration:submit']);
    }
    const block = (await heightOf(network.as('li-holder').network, network.connection.channel)) - 1;
    const url = new URL(server ?? '');
    url.pathname = `/${name}`;
    const postgres = await replayed(network.connectionFile, block, url.href);
    const pglite = await replayed(network.connectionFile, block);
    expect(postgres.lines.length).toBeGreaterThan(50);
    expect(postgres.lines).toEqual(pglite.lines);
  });
});
