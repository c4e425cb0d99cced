import { connect, createServer, type Socket } from 'node:net';
import type { TestConnection } from './fabric.ts';

/** A TCP door to somebody’s port that can be shut, or let nothing out. What passes is not looked at. */
export type Door = {
  readonly port: number;
  /** How many have come in so far. */
  readonly visits: number;
  /** Breaks what is open and takes no more, as a killed process does. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** What goes in still arrives; answers are kept back, as a frozen network does. */
  deaf(on: boolean): void;
};

export async function doorTo(target: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const inner = new Set<Socket>();
  let isDeaf = false;
  let visits = 0;
  const server = createServer((outside) => {
    visits += 1;
    const inside = connect(target, 'localhost');
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        inner.delete(inside);
        outside.destroy();
        inside.destroy();
      });
    }
    inner.add(inside);
    outside.pipe(inside).pipe(outside);
    if (isDeaf) inside.pause();
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, 'localhost', () => resolve()));
  await listen(0);
  const { port } = server.address() as { port: number };
  return {
    port,
    get visits() {
      return visits;
    },
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    open: () => listen(port),
    deaf(on) {
      isDeaf = on;
      for (const inside of inner) {
        if (on) inside.pause();
        else inside.resume();
      }
    },
  };
}

/** A connection in which an operator’s peer is reached through a door. */
export async function throughDoor<C extends TestConnection>(
  connection: C,
  mspId: string,
): Promise<{ door: Door; connection: C }> {
  const operator = connection.operators.find((one) => one.mspId === mspId);
  if (!operator) throw new Error(`no operator ${mspId}`);
  const door = await doorTo(Number(operator.peer.split(':')[1]));
  const operators = connection.operators.map((one) =>
    one === operator ? { ...one, peer: `localhost:${door.port}` } : one,
  );
  return { door, connection: { ...connection, operators } };
}
