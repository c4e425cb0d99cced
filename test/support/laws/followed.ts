import type { Documents, SchemaName } from '@suyuan/schemas';
import { connectLedger, readConnection } from '../../../gateway/src/ledger/index.ts';

/** The documents on a network's ledger, as its blocks write them, and what each transaction came to. */
export class Followed {
  readonly #documents = new Map<string, Map<string, unknown>>();
  readonly #commands = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();
  readonly #stopping = new AbortController();
  readonly #ledger: ReturnType<typeof connectLedger>;
  readonly #reading: Promise<void>;
  /** Transactions that were ordered and found invalid, such as for a lost race. */
  invalid = 0;

  constructor(connectionFile: string, operator: string) {
    this.#ledger = connectLedger(readConnection(connectionFile), operator);
    this.#reading = this.#read();
  }

  async #read(): Promise<void> {
    for await (const block of this.#ledger.blocks(0, this.#stopping.signal)) {
      for (const transaction of block.transactions) {
        if (transaction.type !== 'ENDORSER_TRANSACTION' || !transaction.function?.includes(':')) continue;
        if (transaction.code !== 'VALID') {
          this.invalid += 1;
          continue;
        }
        for (const { key, deleted, value } of transaction.writes) this.#write(key, deleted ? undefined : value);
        const { commandId } = JSON.parse(transaction.args[0] ?? '{}') as { commandId?: string };
        if (!commandId) continue;
        this.#commands.set(commandId, (this.#commands.get(commandId) ?? 0) + 1);
        this.#waiting.get(commandId)?.();
      }
    }
  }

  #write(key: string, value: string | undefined): void {
    const kind = key.slice(0, key.indexOf('/') + 1);
    const found = this.#documents.get(kind) ?? new Map<string, unknown>();
    this.#documents.set(kind, found);
    if (value === undefined) found.delete(key);
    else found.set(key, JSON.parse(value));
  }

  /** Resolves once a command that was acknowledged has come by. */
  async has(commandId: string): Promise<void> {
    if (this.#commands.has(commandId)) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${commandId} is in no block after 30 s`)), 30_000);
      this.#waiting.set(commandId, () => {
        clearTimeout(late);
        resolve();
      });
    });
    this.#waiting.delete(commandId);
  }

  /** How often a command was carried out. */
  times = (commandId: string): number => this.#commands.get(commandId) ?? 0;

  /** Documents of a kind, the oldest first. */
  all = <T>(prefix: string): T[] => {
    const kind = prefix.slice(0, prefix.indexOf('/') + 1);
    return [...(this.#documents.get(kind) ?? [])].filter(([key]) => key.startsWith(prefix)).map(([, one]) => one as T);
  };

  of = <S extends SchemaName>(schema: S): Documents[S][] =>
    this.all<Documents[S]>(`${schema.split('/')[0]}/`).filter((one) => one.schema === schema);

  read = <T>(key: string): T => this.#documents.get(key.slice(0, key.indexOf('/') + 1))?.get(key) as T;

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reading.catch(() => undefined);
    this.#ledger.close();
  }
}
