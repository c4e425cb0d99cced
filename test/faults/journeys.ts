import { spawn } from 'node:child_process';
import { root } from '../support/platform.ts';

/** `npm run test:faults -- journeys`: the stories in browsers in the languages in which the everyday run does not play them. */
const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/browser/journey.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, JOURNEYS: 'en,zh' },
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
