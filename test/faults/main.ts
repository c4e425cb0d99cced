/** `npm run test:faults` kills the platform on the embedded network; `npm run test:faults -- fabric` nodes of real Fabric. */
const [, , what = 'platform'] = process.argv;
if (what !== 'platform' && what !== 'fabric') {
  console.error(`there are no faults of ${what}: platform or fabric`);
  process.exit(2);
}
await import(`./${what}.ts`);
