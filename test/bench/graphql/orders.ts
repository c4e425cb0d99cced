import { createInterface } from 'node:readline';

/** Does what each line of stdin says, one after the other, and answers each with one line of JSON. */
export async function obey(orders: Readonly<Record<string, (rest: string) => unknown>>): Promise<void> {
  const cost = () => ({ all: process.cpuUsage(), main: process.threadCpuUsage() });
  for await (const line of createInterface({ input: process.stdin })) {
    const [name = '', rest = ''] = line.split(/ (.*)/s);
    const done = name === 'cost' ? cost() : await orders[name]?.(rest);
    console.log(JSON.stringify(done ?? null));
  }
  process.exit(0);
}
