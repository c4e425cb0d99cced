import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, credentials } from '@grpc/grpc-js';
import { type Contract, connect, hash } from '@hyperledger/fabric-gateway';
import { signLowS } from './identity/signature.ts';
import { type RunningNetwork, startNetwork } from './supervisor.ts';

/** What a fresh network did under load on this machine. */
export interface BenchFigures {
  readonly startSeconds: number;
  readonly restartSeconds: number;
  readonly concurrent: number;
  readonly submitsPerSecond: number;
  readonly submitMillisecondsP50: number;
  readonly submitMillisecondsP99: number;
  readonly failed: number;
  readonly evaluatesPerSecond: number;
  readonly memoryMegabytes: { readonly idle: number; readonly loaded: number };
  readonly blocks: number;
  /** Processor time of the network's process alone: what a busy machine does not blur. */
  readonly cpuMillisecondsPerSubmit: number;
  readonly cpuMillisecondsPerEvaluate: number;
}

export interface BenchOptions {
  /** A chaincode package, and the transactions to call: arguments are made from a counter. */
  readonly chaincode: string;
  readonly submit: (count: number) => readonly string[];
  readonly evaluate: (count: number) => readonly string[];
  readonly concurrent: number;
  readonly seconds: number;
}

const residentMegabytes = (pid: number): number => {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Math.round((Number(pages) * 4096) / 1024 / 1024);
  } catch {
    return 0;
  }
};

/** User and system time so far, in milliseconds. */
const cpuMilliseconds = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
};

const connectTo = (network: RunningNetwork): { contract: Contract; height: () => Promise<number>; close(): void } => {
  const [operator] = network.connection.operators;
  const person = operator?.people.find(({ ou }) => ou === 'client');
  if (!operator || !person) throw new Error('nobody to connect as');
  const client = new Client(operator.peer, credentials.createSsl(readFileSync(operator.tlsRoot)));
  const key = createPrivateKey(readFileSync(person.key));
  const gateway = connect({
    client,
    identity: { mspId: operator.mspId, credentials: readFileSync(person.certificate) },
    signer: async (message) => signLowS(message, key),
    hash: hash.none,
  });
  const channel = gateway.getNetwork(network.connection.channel);
  return {
    contract: channel.getContract(network.connection.chaincode),
    height: async () => {
      const info = await channel.getContract('qscc').evaluateTransaction('GetChainInfo', network.connection.channel);
      return (await import('@hyperledger/fabric-protos')).common.BlockchainInfo.deserializeBinary(info).getHeight();
    },
    close: () => {
      gateway.close();
      client.close();
    },
  };
};

/** Runs calls back to back from so many clients; latencies of those that succeeded, in milliseconds. */
const load = async (concurrent: number, seconds: number, call: (count: number) => Promise<boolean>) => {
  const latencies: number[] = [];
  let failed = 0;
  let count = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now();
      count += 1;
      if (await call(count).catch(() => false)) latencies.push(performance.now() - began);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrent }, one));
  const elapsed = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return { perSecond: Math.round(latencies.length / elapsed), latencies, failed };
};

const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> => {
  const start = performance.now();
  const value = await work();
  return { value, seconds: Number(((performance.now() - start) / 1000).toFixed(2)) };
};

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** Starts a network from nothing in a temporary home, loads it, and says what it did. */
export const bench = async (options: BenchOptions): Promise<BenchFigures> => {
  const home = mkdtempSync(join(tmpdir(), 'suyuan-bench-'));
  const start = () => startNetwork({ home, chaincode: options.chaincode });
  try {
    const first = await timed(start);
    await first.value.stop();
    const second = await timed(start);
    const network = second.value;
    const idle = residentMegabytes(network.pid);
    const { contract, height, close } = connectTo(network);
    const { concurrent, seconds } = options;
    const submit = async (count: number): Promise<boolean> => {
      const [name = '', ...args] = options.submit(count);
      await contract.submitTransaction(name, ...args);
      return true;
    };
    const evaluate = async (count: number): Promise<boolean> => {
      const [name = '', ...args] = options.evaluate(count);
      await contract.evaluateTransaction(name, ...args);
      return true;
    };
    await load(concurrent, 2, submit);
    const before = await height();
    const cpu = [cpuMilliseconds(network.pid)];
    const submits = await load(concurrent, seconds, submit);
    cpu.push(cpuMilliseconds(network.pid));
    const blocks = (await height()) - before;
    const evaluates = await load(concurrent, seconds, evaluate);
    cpu.push(cpuMilliseconds(network.pid));
    const each = (index: number, count: number): number =>
      Number((((cpu[index + 1] ?? 0) - (cpu[index] ?? 0)) / Math.max(1, count)).toFixed(2));
    const loaded = residentMegabytes(network.pid);
    close();
    await network.stop();
    return {
      startSeconds: first.seconds,
      restartSeconds: second.seconds,
      concurrent,
      submitsPerSecond: submits.perSecond,
      submitMillisecondsP50: at(submits.latencies, 0.5),
      submitMillisecondsP99: at(submits.latencies, 0.99),
      failed: submits.failed + evaluates.failed,
      evaluatesPerSecond: evaluates.perSecond,
      memoryMegabytes: { idle, loaded },
      blocks,
      cpuMillisecondsPerSubmit: each(0, submits.latencies.length),
      cpuMillisecondsPerEvaluate: each(1, evaluates.latencies.length),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const exercise = fileURLToPath(new URL('../test/network/chaincode', import.meta.url));
  const { values } = parseArgs({
    options: {
      chaincode: { type: 'string', default: exercise },
      concurrent: { type: 'string', default: '64' },
      seconds: { type: 'string', default: '5' },
      /** Function and arguments, comma-separated; `#` becomes a counter. */
      submit: { type: 'string', default: 'put,bench/#,value of #' },
      evaluate: { type: 'string', default: 'get,bench/1' },
    },
  });
  if (!readdirSync(values.chaincode).includes('package.json')) throw new Error(`${values.chaincode} is no package`);
  const call = (pattern: string) => (count: number) => pattern.replaceAll('#', String(count)).split(',');
  const figures = await bench({
    chaincode: values.chaincode,
    submit: call(values.submit),
    evaluate: call(values.evaluate),
    concurrent: Number(values.concurrent),
    seconds: Number(values.seconds),
  });
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}
