/**
 * `npm run bench` measures the platform on the embedded network; `npm run bench -- fabric` real Fabric beside it;
 * `npm run bench -- batch` a hundred thousand certificates, from their file to the list; `npm run bench -- trace` the
 * lineage graph in memory; `npm run bench -- graphql` five operations beside a bare Yoga server;
 * `npm run bench -- console` the console in Chromium: first view, frames a second at the desk and in the trace;
 * `npm run bench -- rebuild` the projection read anew from 100,000 transactions.
 */
const [, , what = 'platform'] = process.argv;
if (!['platform', 'fabric', 'batch', 'trace', 'graphql', 'console', 'rebuild'].includes(what)) {
  console.error(`there is no benchmark ${what}: platform, fabric, batch, trace, graphql, console or rebuild`);
  process.exit(2);
}
await import(`./${what}.ts`);
