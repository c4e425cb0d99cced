import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heightOf } from '../support/chain.ts';
import { found, type TestNetwork, testNetwork } from '../support/network.ts';
import { hasPostgres, type PostgresServer, postgresServer, withoutPostgres } from '../support/postgres.ts';
import { replayed } from '../support/projection.ts';
import { samples } from '../support/samples.ts';

if (!hasPostgres) console.warn(withoutPostgres);

describe.skipIf(!hasPostgres)('the projection on PostgreSQL', () => {
  let server: PostgresServer;
  let network: TestNetwork;

  beforeAll(async () => {
    server = await postgresServer();
    network = await testNetwork();
    await found(network);
  });
  afterAll(async () => {
    await network?.stop();
    await server?.stop();
  });

  it('is the same, byte for byte, as on PGlite', async () => {
    for (let n = 0; n < 5; n += 1) {
      await network.as('li-holder').submit('registration:submit', samples()['registration:submit']);
    }
    const block = (await heightOf(network.as('li-holder').network, network.connection.channel)) - 1;
    const postgres = await replayed(network.connectionFile, block, await server.database());
    const pglite = await replayed(network.connectionFile, block);
    expect(postgres.lines.length).toBeGreaterThan(50);
    expect(postgres.lines).toEqual(pglite.lines);
  });
});
