interface Arc {
  readonly from: string;
  readonly to: string;
}

function lead(arcs: Map<string, string[]>, from: string, to: string): void {
  const ends = arcs.get(from);
  if (ends) ends.push(to);
  else arcs.set(from, [to]);
}

/** Nodes reached from `start` that were not yet, each after all that it leads to. */
function finish(start: string, next: ReadonlyMap<string, readonly string[]>, done: Set<string>): string[] {
  const order: string[] = [];
  const stack = [{ node: start, at: 0 }];
  done.add(start);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const to = next.get(top.node)?.[top.at];
    top.at += 1;
    if (to === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (!done.has(to)) {
      done.add(to);
      stack.push({ node: to, at: 0 });
    }
  }
  return order;
}

/**
 * For each node the name of its strongly connected component, by Kosaraju's two walks: an edge lies on a loop exactly
 * when both its ends are in one.
 */
export function components(arcs: readonly Arc[]): ReadonlyMap<string, string> {
  const forth = new Map<string, string[]>();
  const back = new Map<string, string[]>();
  for (const { from, to } of arcs) {
    lead(forth, from, to);
    lead(back, to, from);
  }
  const done = new Set<string>();
  const order = [...forth.keys()].flatMap((node) => (done.has(node) ? [] : finish(node, forth, done)));
  const named = new Map<string, string>();
  const seen = new Set<string>();
  for (const root of order.reverse()) {
    if (seen.has(root)) continue;
    for (const node of finish(root, back, seen)) named.set(node, root);
  }
  return named;
}
