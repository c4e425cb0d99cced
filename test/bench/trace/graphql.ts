import { thaw } from '../../../gateway/src/trace/engine/snapshot.ts';
import { Institution } from '../../gateway/support/authority.ts';
import { Chain } from '../../gateway/support/chain.ts';
import * as make from '../../gateway/support/documents.ts';
import { testGateway } from '../../gateway/support/gateway.ts';
import { releaseId, starts } from './generate.ts';
import { at } from './sight.ts';

/** The same closures over HTTP and GraphQL, for a signed-in holder of something else. Prints one JSON line. */
const [, , nodes, file = ''] = process.argv;
const TRACE = `query ($release: ID!) { trace(release: $release, first: 10000) {
  table { first ids hops grades hidden cut from to states aliases loops }
  counts { nodes edges hidden cut hops } pageInfo { hasNextPage endCursor } asOf { block } } }`;

const ours = await Institution.create('GroupMSP');
const chain = new Chain();
chain.put([]);
chain.put([make.entity('outsider')]);
const door = await testGateway({ config: await ours.config(), chain, env: { SUYUAN_LOG_LEVEL: 'silent' } });
await door.read();
const token = await door.signIn(await ours.person('li', 'outsider', 'holder'));
// The gateway with the graph of the benchmark instead of its chain's, as of its newest block.
const lineage = thaw(file);
const { services } = door.gateway;
Object.assign(services, { lineage });
Object.assign(services.projector, { checkpoint: { ...services.projector.checkpoint, block: lineage.block } });

const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const times: number[] = [];
let text = '';
for (const [i, start] of starts(Number(nodes), 120).entries()) {
  const body = JSON.stringify({ query: TRACE, variables: { release: releaseId(start) } });
  const began = performance.now();
  const answer = await fetch(new URL('/graphql', door.gateway.url), { method: 'POST', headers, body });
  text = await answer.text();
  if (i >= 20) times.push(performance.now() - began);
}
const { data, errors } = JSON.parse(text);
if (errors) throw new Error(JSON.stringify(errors));
await door.stop();
console.log(
  JSON.stringify({
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    nodes: data.trace.counts.nodes,
    hidden: data.trace.counts.hidden,
    bytes: text.length,
  }),
);
