import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A way to a server that breaks connections: the n-th, once so many bytes have gone over it, either way. */
export async function cuttingProxy(port: number | (() => number), cuts: readonly number[]) {
  const left = [...cuts];
  let connections = 0;
  const server = createServer((near) => {
    connections += 1;
    const limit = left.shift() ?? Number.POSITIVE_INFINITY;
    const far = connect(typeof port === 'number' ? port : port(), '127.0.0.1');
    let passed = 0;
    const count = (bytes: Buffer) => {
      passed += bytes.length;
      if (passed < limit) return;
      near.resetAndDestroy();
      far.destroy();
    };
    near.on('data', count).on('error', () => far.destroy());
    far.on('data', count).on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Connections that were cut so far, of those that were to be. */
    get cut() {
      return Math.min(connections, cuts.length);
    },
    close: () => server.close(),
  };
}
