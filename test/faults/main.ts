/**
 * `npm run test:faults` kills the platform on the embedded network, `-- fabric` nodes of real Fabric; `-- laws` sends what
 * anybody might to the embedded network, `-- fuzz 5` for five minutes (20 without a number) spoiled operations, certificates
 * and PKCS#12 files to a gateway, `-- determinism` to the committee of a real one; `-- journeys` plays the stories in
 * browsers in the other language.
 */
const [, , what = 'platform'] = process.argv;
const KINDS = ['platform', 'fabric', 'laws', 'determinism', 'fuzz', 'journeys'];
if (!KINDS.includes(what)) {
  console.error(`there are no faults of ${what}: ${KINDS.join(', ')}`);
  process.exit(2);
}
await import(`./${what}.ts`);
