/**
 * `npm run test:faults` kills the platform on the embedded network, `-- fabric` nodes of real Fabric; `-- laws` sends what
 * anybody might to the embedded network, `-- determinism` to the committee of a real one.
 */
const [, , what = 'platform'] = process.argv;
const KINDS = ['platform', 'fabric', 'laws', 'determinism'];
if (!KINDS.includes(what)) {
  console.error(`there are no faults of ${what}: ${KINDS.join(', ')}`);
  process.exit(2);
}
await import(`./${what}.ts`);
