// Plain JavaScript on purpose: it must run on whatever Node a machine has, to say that it is the wrong one.
const major = Number(process.versions.node.split('.')[0]);
if (major < 26) {
  console.error(
    [
      `Suyuan runs on Node 26, which it brings as the npm package "node"; this script runs on ${process.version}.`,
      'Use the npm scripts (npm start, npm test, npm run demo): they find that Node by themselves.',
      'If you did, the install script of the package "node" was blocked. Allow it and install again:',
      '  npm install --allow-scripts=node,classic-level   (npm 12; npm 10 and 11 need plain: npm install)',
    ].join('\n'),
  );
  process.exit(1);
}
