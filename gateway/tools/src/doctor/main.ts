import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { certificateFindings, clockFinding, diskFinding, type Finding, lagFinding, versionFinding } from './checks.ts';

/** `npm run doctor`: looks at this machine's gateway and says what to do. Ends with 1 where something is ill. */
const root = resolve(import.meta.dirname, '../../../..');
const home = resolve(process.env.SUYUAN_HOME || join(root, '.suyuan'));
const url = process.env.SUYUAN_GATEWAY ?? `http://localhost:${process.env.PORT || 4000}/`;

const findings: Finding[] = [];
const packages = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: { node: string } };
findings.push(versionFinding(`v${packages.dependencies.node}`, process.version));
findings.push(diskFinding(root));
const ending = certificateFindings([join(home, 'network'), join(home, 'gateway', 'tls')]);
findings.push(...ending);
if (ending.length === 0) findings.push({ what: 'certificates', state: 'well', said: 'none ends within 30 days' });
try {
  const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(10_000) });
  findings.push({ what: 'gateway', state: 'well', said: `answers at ${url}` });
  findings.push(clockFinding(answer.headers.get('date'), Date.now()));
  findings.push(lagFinding((await answer.json()) as Parameters<typeof lagFinding>[0]));
} catch (error) {
  const said = `no answer at ${url}: ${error instanceof Error ? error.message : String(error)}`;
  findings.push({ what: 'gateway', state: 'ill', said, todo: 'start it, or set PORT or SUYUAN_GATEWAY' });
}

const MARKS = { well: '✓', soon: '!', ill: '✗' };
for (const { what, state, said, todo } of findings)
  console.log(`${MARKS[state]} ${what}: ${said}${todo ? `\n    ${todo}` : ''}`);
process.exit(findings.some(({ state }) => state === 'ill') ? 1 : 0);
