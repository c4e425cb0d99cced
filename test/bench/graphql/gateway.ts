import { Institution } from '../../gateway/support/authority.ts';
import { Chain } from '../../gateway/support/chain.ts';
import * as make from '../../gateway/support/documents.ts';
import { testGateway } from '../../gateway/support/gateway.ts';
import { assetText } from '../../support/builders.ts';
import { titleOf } from './operations.ts';
import { obey } from './orders.ts';
import { stages } from './stages.ts';

/** A gateway with assets, their cases, certificates and lineage, in families of a thousand. Says where it is. */
const ASSETS = Number(process.env.ASSETS ?? 2000);
const ours = await Institution.create('GroupMSP');
const chain = new Chain();
chain.put([]);
chain.put([
  make.entity('huaxin', { roles: ['holder'] }),
  make.entity('registry', { roles: ['registrar'] }),
  make.generalProfile(),
]);
const text = (n: number) => {
  const whole = assetText('huaxin');
  return { ...whole, descriptor: { ...whole.descriptor, title: titleOf(n) } };
};
for (let n = 1; n <= ASSETS; n += 10) {
  const tens = Array.from({ length: 10 }, (_, i) => n + i);
  chain.put(
    tens.flatMap((m) => [
      make.asset(m, 'huaxin', { text: text(m) }),
      make.release(m, 'huaxin'),
      make.grade(m),
      make.caseFile(m, 'huaxin'),
      make.certificate(m, 'huaxin'),
      ...[1, 2, 3].filter((back) => (m - 1) % 1000 >= back).map((back) => make.edge(m - back, m, 'confirmed')),
    ]),
  );
}
const door = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_LIMIT_PERSON: '10000000' } });
door.gateway.services.log.level = process.env.LOG ?? 'silent';
const { projector } = door.gateway.services;
await Promise.all([door.read().catch(() => undefined), projector.reach(chain.height - 1, 300_000)]);
const token = await door.signIn(await ours.person('zhou', 'registry', 'registrar'));
console.log(JSON.stringify({ port: Number(new URL(door.gateway.url).port), token, assets: ASSETS }));
await obey({
  block: async () => {
    chain.put([]);
    await door.read();
  },
  stages: (name) => stages(name, door.gateway, token, ASSETS),
  stop: () => door.stop(),
});
