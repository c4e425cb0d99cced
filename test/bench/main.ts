/** `npm run bench` measures the platform on the embedded network; `npm run bench -- fabric` real Fabric beside it. */
const [, , what = 'platform'] = process.argv;
if (what !== 'platform' && what !== 'fabric') {
  console.error(`there is no benchmark ${what}: platform or fabric`);
  process.exit(2);
}
await import(`./${what}.ts`);
