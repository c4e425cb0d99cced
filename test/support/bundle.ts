import { execFileSync } from 'node:child_process';

const run = (...command: string[]) =>
  execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });

/** The chaincode bundle that the tests deploy, and the console that they open, are those that the source makes. */
export default function setup(): void {
  run('chaincode/build.ts');
  run('gateway/console/build.ts', '--if-stale');
}
