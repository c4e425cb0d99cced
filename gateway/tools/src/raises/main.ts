import { pushRaises } from '@suyuan/client';
import { gatewayUrl, readConnection, signInAs } from '../connection.ts';
import { run } from '../failure.ts';

/** Pushes raised grades as the person that the first argument names. */
await run(async () => {
  const name = process.argv[2] ?? '';
  const person = readConnection()
    .operators.flatMap((operator) => operator.people)
    .find((one) => one.name === name && one.entity);
  if (!person)
    throw new Error(
      `Name a person of the network: npm run raises -- NAME${name ? `; there is nobody called ${name}` : ''}`,
    );
  const client = await signInAs(gatewayUrl(), person);
  const receipts = await pushRaises(client, ({ transactionId, block }) =>
    console.log(`pushed  tx ${transactionId.slice(0, 16)}…  block ${block}`),
  );
  console.log(`${receipts.length} pushes; nothing is left that a raise has not reached`);
  await client.signOut();
});
