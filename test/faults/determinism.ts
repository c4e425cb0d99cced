import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { canonical, Refusal } from '@suyuan/schemas';
import fc from 'fast-check';
import { openEnvelope } from '../../gateway/src/ledger/envelope.ts';
import { binariesPresent, FABRIC_HINT } from '../../network/fabric/binaries.ts';
import { TestConsortium } from '../fabric/consortium.ts';
import { Followed } from '../support/laws/followed.ts';
import { prepared, SIGNERS } from '../support/laws/market.ts';
import { commandOf, step } from '../support/laws/network.ts';
import { abreast, commandId } from '../support/network.ts';
import { notAsked } from '../support/patience.ts';
import { runScript } from '../support/platform.ts';
import { report } from './verdict.ts';

/**
 * Random transactions by random callers on a consortium of real Fabric, each endorsed by every peer of the committee, all
 * at the same height: their results, read and written, must be the same bytes. What all endorse is ordered, so that the
 * ledger goes on; what all refuse, they refuse alike.
 */
const TRANSACTIONS = Number(process.env.TRANSACTIONS ?? 2000);
const BATCH = 25;

if (!binariesPresent()) {
  console.error(`Determinism is tried on real Fabric, whose programs are not found.\n${FABRIC_HINT}`);
  process.exit(1);
}
await runScript('chaincode/build.ts');
const consortium = new TestConsortium();
await consortium.run('up', '--engine', 'fabric');
const network = consortium.connect();
const ledger = new Followed(network.connectionFile, 'group');
const tried = await prepared(network, ledger);
const committee = ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP'];

/** Who endorsed a transaction, from its own bytes. */
function endorsersOf(transaction: Uint8Array): string[] {
  const envelope = gateway.PreparedTransaction.deserializeBinary(transaction).getEnvelope();
  const { payload } = openEnvelope(envelope?.serializeBinary() ?? new Uint8Array());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const inner = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const endorsements = inner.getAction()?.getEndorsementsList() ?? [];
  return endorsements.map((one) => committee.find((msp) => Buffer.from(one.getEndorser_asU8()).includes(msp)) ?? '?');
}

const count = { endorsed: 0, refused: 0, differing: 0, invalid: 0, others: 0 };
const names = new Map<string, number>();
const trouble: string[] = [];

/** Has a command endorsed by all; answers how to have it ordered, or undefined when they refuse it alike. */
async function endorse(who: string, name: string, command: object) {
  const person = network.as(SIGNERS[who] ?? 'xu-analyst');
  const id = commandId();
  const proposal = person.contract.newProposal(name, {
    arguments: [canonical({ ...command, commandId: id })],
    endorsingOrganizations: committee,
  });
  try {
    const transaction = await proposal.endorse();
    const endorsers = new Set(endorsersOf(transaction.getBytes()));
    if (endorsers.size !== committee.length) throw new Error(`${name} has the endorsement of ${[...endorsers].join()}`);
    count.endorsed += 1;
    names.set(name, (names.get(name) ?? 0) + 1);
    return async () => {
      const status = await (await person.send(transaction)).getStatus();
      if (status.successful) await ledger.has(id);
      else count.invalid += 1;
    };
  } catch (error) {
    if (notAsked(error)) {
      await sleep(500);
      return undefined;
    }
    const details = (error as { details?: { message: string }[] }).details ?? [];
    const said = details.map(({ message }) => /\{"refusal":.*\}/.exec(message)?.[0]);
    if (/do not match/.test(`${error} ${details.map(({ message }) => message)}`)) {
      count.differing += 1;
      trouble.push(`${name} ${canonical(command)}`);
    } else if (said.length > 0 && said.every((one) => one !== undefined && one === said[0])) count.refused += 1;
    else {
      count.others += 1;
      trouble.push(
        `${name}: ${error instanceof Refusal ? error.message : error} ${details.map(({ message }) => message).join(' | ')}`,
      );
    }
    return undefined;
  }
}

const began = performance.now();
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const draws = fc.sample(step, { seed, numRuns: TRANSACTIONS * 40 })[Symbol.iterator]();
let told = 0;
while (count.endorsed < TRANSACTIONS) {
  await abreast(network);
  const sent = [];
  while (sent.length < BATCH) {
    const { value, done } = draws.next();
    if (done) break;
    const one = commandOf(tried, ledger, value);
    if (one) sent.push(one);
  }
  if (sent.length === 0) break;
  const orders = await Promise.all(sent.map(({ who, name, command }) => endorse(who, name, command)));
  await Promise.all(orders.map((order) => order?.()));
  if (count.endorsed >= told + 200) {
    told = count.endorsed;
    console.log(`${count.endorsed} endorsed, ${count.refused} refused, ${count.differing} differing`);
  }
}
const seconds = (performance.now() - began) / 1000;
await ledger.stop();
await network.stop();
await consortium.run('down');
for (const [name, times] of [...names].sort(([, a], [, b]) => b - a))
  console.log(`${String(times).padStart(6)}  ${name}`);
for (const one of trouble.slice(0, 10)) console.error(one);
const failed = report(
  [
    [
      `${count.endorsed} random transactions were endorsed by ${committee.join(', ')} with the same result`,
      count.endorsed >= TRANSACTIONS,
    ],
    [`${count.differing} results differ`, count.differing === 0],
    [
      `${count.refused} were refused by all, each in the same words; ${count.others} failed otherwise`,
      count.others === 0,
    ],
  ],
  `seed ${seed}; ${seconds.toFixed(0)} s; ${count.invalid} lost a race for a key after they were endorsed`,
);
rmSync(consortium.home, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
