import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut, with everything that goes over it, and mended again. */
export async function severableProxy(port: number) {
  const open = new Set<Socket>();
  let severed = false;
  const server = createServer((near) => {
    if (severed) return near.resetAndDestroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    severed = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    cut,
    mend: () => {
      severed = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
