import { pushRaises, SuyuanError } from '@suyuan/client';
import { gatewayUrl, readConnection, signInAs } from '../connection.ts';

/** Pushes raised grades as the person that the first argument names. */
const name = process.argv[2] ?? '';
const person = readConnection()
  .operators.flatMap((operator) => operator.people)
  .find((one) => one.name === name && one.entity);
if (!person) {
  console.error(
    `Name a person of the network: npm run raises -- NAME${name ? `; there is nobody called ${name}` : ''}`,
  );
  process.exit(1);
}
try {
  const client = await signInAs(gatewayUrl(), person);
  const receipts = await pushRaises(client, ({ transactionId, block }) =>
    console.log(`pushed  tx ${transactionId.slice(0, 16)}…  block ${block}`),
  );
  console.log(`${receipts.length} pushes; nothing is left that a raise has not reached`);
  await client.signOut();
} catch (error) {
  if (!(error instanceof SuyuanError)) throw error;
  console.error(`${error.code}: ${error.details.zh ?? ''} ${error.details.en ?? error.message}`);
  process.exitCode = 1;
}
