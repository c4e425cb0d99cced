import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, vi } from 'vitest';

/** What a receiver of webhooks got, and how it answers: by the status that is due, 200 when none is; 0 answers nothing. */
export class Receiver {
  readonly got: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  readonly statuses: number[] = [];
  readonly #server = createServer(async (request, response) => {
    this.got.push({ headers: request.headers, body: await text(request) });
    const status = this.statuses.shift() ?? 200;
    if (status) response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
  });

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  ids = () => this.got.map(({ headers }) => String(headers['webhook-id']));
  has = (count: number, ms = 10_000) =>
    vi.waitFor(() => expect(this.got.length).toBeGreaterThanOrEqual(count), { timeout: ms });
}
