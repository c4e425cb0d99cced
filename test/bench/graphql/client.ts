import { connect, type Socket } from 'node:net';

/** One connection that is kept: a question and its answer at a time, at as little cost to this machine as may be. */
export class Connection {
  readonly #socket: Socket;
  #got: Buffer[] = [];
  #size = 0;
  /** Bytes of the answer that is coming; 0 while its head is not there. */
  #wanted = 0;
  #answered: { resolve(body: string): void; reject(error: Error): void } | undefined;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (some: Buffer) => this.#take(some));
    this.#socket.on('error', (error) => this.#answered?.reject(error));
    this.#socket.on('close', () => this.#answered?.reject(new Error('the connection ended')));
  }

  ask(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.#socket.write(request);
    });
  }

  #take(some: Buffer): void {
    this.#got.push(some);
    this.#size += some.length;
    if (this.#got.length > 1 && this.#size < this.#wanted) return;
    const all = this.#got.length === 1 ? some : Buffer.concat(this.#got);
    this.#got = [all];
    const head = all.indexOf('\r\n\r\n');
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(all.toString('latin1', 0, head)) ?? [];
    if (head < 0) return;
    if (length === undefined) throw new Error('an answer does not say how long it is');
    this.#wanted = head + 4 + Number(length);
    if (this.#size < this.#wanted) return;
    const body = all.toString('utf8', head + 4);
    this.#got = [];
    this.#size = 0;
    this.#wanted = 0;
    if (all.toString('latin1', 9, 12) === '200') this.#answered?.resolve(body);
    else this.#answered?.reject(new Error(body));
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** A question as it goes over a connection. */
export function requestOf(port: number, body: unknown, token: string | undefined): Buffer {
  const text = JSON.stringify(body);
  const head = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    ...(token ? [`authorization: Bearer ${token}`] : []),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}
