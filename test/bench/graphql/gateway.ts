import { Institution } from '../../gateway/support/authority.ts';
import { Chain } from '../../gateway/support/chain.ts';
import * as make from '../../gateway/support/documents.ts';
import { testGateway } from '../../gateway/support/gateway.ts';

/** A gateway with a thousand assets, their cases, certificates and lineage. Says where it is, until it is ended. */
const ASSETS = 1000;
const ours = await Institution.create('GroupMSP');
const chain = new Chain();
chain.put([]);
chain.put([
  make.entity('huaxin', { roles: ['holder'] }),
  make.entity('registry', { roles: ['registrar'] }),
  make.generalProfile(),
]);
for (let n = 1; n <= ASSETS; n += 10) {
  const tens = Array.from({ length: 10 }, (_, i) => n + i);
  chain.put(
    tens.flatMap((m) => [
      make.asset(m, 'huaxin'),
      make.release(m, 'huaxin'),
      make.grade(m),
      make.caseFile(m, 'huaxin'),
      make.certificate(m, 'huaxin'),
      ...[1, 2, 3].filter((back) => m > back).map((back) => make.edge(m - back, m, 'confirmed')),
    ]),
  );
}
const door = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_LIMIT_PERSON: '10000000' } });
door.gateway.services.log.level = 'silent';
const { projector } = door.gateway.services;
await Promise.all([door.read().catch(() => undefined), projector.reach(chain.height - 1, 120_000)]);
const token = await door.signIn(await ours.person('zhou', 'registry', 'registrar'));
console.log(JSON.stringify({ url: door.gateway.url, token }));
process.on('SIGTERM', () => void door.stop().then(() => process.exit(0)));
