/** Edges by the places of their ends. */
interface Arcs {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Rows of edges by one end. */
function rowsBy(near: Uint32Array, far: Uint32Array, nodes: number) {
  const start = new Uint32Array(nodes + 1);
  for (const node of near) (start[node + 1] as number)++;
  for (let n = 0; n < nodes; n += 1) start[n + 1] = (start[n + 1] as number) + (start[n] as number);
  const ends = new Uint32Array(near.length);
  const next = start.slice();
  for (let i = 0; i < near.length; i += 1) ends[(next[near[i] as number] as number)++] = far[i] as number;
  return { start, ends };
}

/** Appends the nodes reached from `root` that were not yet, each after all that it leads to. */
function finish(root: number, { start, ends }: ReturnType<typeof rowsBy>, done: Uint8Array, order: number[]): void {
  const stack = [root];
  const at = [start[root] as number];
  done[root] = 1;
  while (stack.length) {
    const node = stack.at(-1) as number;
    const i = at[at.length - 1] as number;
    if (i === start[node + 1]) {
      order.push(node);
      stack.pop();
      at.pop();
      continue;
    }
    at[at.length - 1] = i + 1;
    const to = ends[i] as number;
    if (done[to]) continue;
    done[to] = 1;
    stack.push(to);
    at.push(start[to] as number);
  }
}

/**
 * For each edge whether it lies on a loop: whether its ends are in one strongly connected component, by Kosaraju's two
 * walks.
 */
export function loopsOf({ from, to }: Arcs, nodes: number): Uint8Array {
  const forth = rowsBy(from, to, nodes);
  const back = rowsBy(to, from, nodes);
  const done = new Uint8Array(nodes);
  const order: number[] = [];
  for (let n = 0; n < nodes; n += 1) if (!done[n]) finish(n, forth, done, order);
  const component = new Uint32Array(nodes);
  const seen = new Uint8Array(nodes);
  for (const root of order.reverse()) {
    if (seen[root]) continue;
    const members: number[] = [];
    finish(root, back, seen, members);
    for (const node of members) component[node] = root;
  }
  return Uint8Array.from(from, (node, i) => Number(component[node] === component[to[i] as number]));
}
