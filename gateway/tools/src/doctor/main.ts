import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { connectionFile, gatewayUrl, readConnection } from '../connection.ts';
import {
  certificateFindings,
  clockFinding,
  diskFinding,
  type Finding,
  lagFinding,
  peerFinding,
  tickFinding,
  versionFinding,
} from './checks.ts';
import { askGateway, type PeerAt, reachPeer } from './probe.ts';

/** `npm run doctor`: looks at this machine's gateway and says what to do. Ends with 1 where something is ill. */
const root = resolve(import.meta.dirname, '../../../..');
const home = resolve(process.env.SUYUAN_HOME || join(root, '.suyuan'));
const url = gatewayUrl();
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: { node: string };
};
const wanted = `v${dependencies.node}`;
/** Node's fetch says why it failed in the cause. */
const said = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? error.cause.message || String((error.cause as NodeJS.ErrnoException).code)
    : error.message;
};

/** What the gateway says of itself, and the operator that it is of. */
async function ofGateway(): Promise<{ findings: Finding[]; operator: string | undefined }> {
  const what = 'gateway';
  try {
    const { state, date, operator, time, node } = await askGateway(url);
    const findings: Finding[] = [
      { what, state: 'well', said: `answers at ${url} for ${operator}` },
      clockFinding(date, Date.now()),
      lagFinding(state),
      tickFinding(time, Date.now()),
    ];
    if (node) findings.push(versionFinding(wanted, node, 'Node of the gateway'));
    return { findings, operator };
  } catch (error) {
    const todo = 'start it, or set PORT or SUYUAN_URL';
    return {
      findings: [{ what, state: 'ill', said: `no answer at ${url}: ${said(error)}`, todo }],
      operator: undefined,
    };
  }
}

/** Whether the peers of the connection can be reached. */
async function ofPeers(operator: string | undefined): Promise<Finding[]> {
  try {
    const operators = readConnection().operators as unknown as readonly (PeerAt & { readonly name: string })[];
    const own =
      operator ?? operators.find(({ name }) => name === process.env.SUYUAN_OPERATOR)?.mspId ?? operators[0]?.mspId;
    const reached = await Promise.all(operators.map((one) => reachPeer(one, one.mspId === own)));
    return reached.map((one) => peerFinding(one, Date.now()));
  } catch (error) {
    return [{ what: 'connection', state: 'ill', said: said(error), todo: 'set SUYUAN_HOME or SUYUAN_CONNECTION' }];
  }
}

const { findings: gateway, operator } = await ofGateway();
const findings = [
  versionFinding(wanted, process.version),
  diskFinding(existsSync(home) ? home : root),
  ...certificateFindings([dirname(connectionFile()), join(home, 'gateway', 'tls')]),
  ...(await ofPeers(operator)),
  ...gateway,
];
const MARKS = { well: '✓', soon: '!', ill: '✗' };
for (const { what, state, said, todo } of findings)
  console.log(`${MARKS[state]} ${what}: ${said}${todo ? `\n    ${todo}` : ''}`);
process.exit(findings.some(({ state }) => state === 'ill') ? 1 : 0);
