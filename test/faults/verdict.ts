import { audit, heightOf } from '../support/chain.ts';
import { connectAs, type TestConnection } from '../support/fabric.ts';

/** What must hold, and whether it does. */
export type Result = readonly [what: string, holds: boolean];

/** What an auditor finds of commands that were acknowledged: all on the chain, each once, and the chain whole. */
export async function audited(connection: TestConnection, acknowledged: ReadonlySet<string>) {
  const auditor = connectAs(connection, 'qian-regulator');
  const height = await heightOf(auditor.network, connection.channel);
  const { valid, commands } = await audit(auditor.network, height, connection.chaincode);
  auditor.close();
  const lost = [...acknowledged].filter((id) => !commands.has(id));
  const doubled = [...commands].filter(([, times]) => times > 1);
  const results: Result[] = [
    [`${acknowledged.size} acknowledged commands, ${lost.length} lost`, lost.length === 0 && acknowledged.size > 0],
    [`${commands.size} commands carried out, ${doubled.length} more than once`, doubled.length === 0],
    [`${height} blocks, ${valid.size} valid transactions: hashes and links check`, valid.size > 0],
  ];
  return { height, results };
}

/** Prints the results and a closing line of counts; answers how many do not hold. */
export function report(results: readonly Result[], closing: string): number {
  console.log('');
  for (const [what, holds] of results) console.log(`${holds ? '✓' : '✗'} ${what}`);
  console.log(closing);
  const failed = results.filter(([, holds]) => !holds).length;
  console.log(`\n${results.length - failed} passed, ${failed} failed`);
  return failed;
}
