import { execFileSync } from 'node:child_process';

/** The chaincode bundle that the tests deploy is the one that the source makes. */
export default function setup(): void {
  execFileSync(process.execPath, ['chaincode/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
