import type { Client } from '@suyuan/client';
import { act, bold, dim, say } from './print.ts';

type Page = {
  trace: {
    nodes: {
      id: string;
      hop: number;
      kind: string;
      grade: string | null;
      release: { asset: { text: { descriptor: { title: { zh: string } } } } } | null;
    }[];
    edges: { from: string; to: string; state: string }[];
    asOf: { block: number; time: string };
  };
};

const TRACE = `query ($release: ID!, $asOf: AsOfInput) {
  trace(release: $release, direction: UPSTREAM, asOf: $asOf) {
    asOf { block time }
    nodes { id hop kind grade release { asset { text { descriptor { title { zh } } } } } }
    edges { from to state }
  }
}`;

const MARK: Record<string, string> = { CONFIRMED: '━━', CLAIMED: '╌╌', DISPUTED: '✗✗', UNANSWERED: '··' };

/** A trace as a person would draw it: each release with its inputs, indented by hop. */
export async function trace(reader: Client, release: string, asOf?: { block: number }): Promise<void> {
  const { trace: page } = await reader.query<Page>(TRACE, { release, ...(asOf ? { asOf } : {}) });
  say(dim(`as of block ${page.asOf.block}, ${page.asOf.time}; ${page.nodes.length} nodes, ${page.edges.length} edges`));
  const name = (id: string) => {
    const node = page.nodes.find((one) => one.id === id);
    return `${node?.release?.asset.text.descriptor.title.zh ?? id} ${dim(`${id.slice(0, 12)}… [${node?.grade ?? '–'}]`)}`;
  };
  const draw = (id: string, indent: string, mark: string) => {
    say(`${indent}${mark}${name(id)}`);
    for (const edge of page.edges.filter((one) => one.to === id)) {
      draw(edge.from, `${indent}   `, `${MARK[edge.state] ?? '??'} ${edge.state.toLowerCase()} `);
    }
  };
  draw(release, '', '');
}

type History = {
  case: {
    history: {
      state: string;
      people: { submitter: { person: string } };
      recorded: { block: number; time: string; transactionId: string };
    }[];
  };
};

/** The life of a case, version by version, each with its transaction and block. */
export async function history(reader: Client, id: string): Promise<void> {
  const { case: found } = await reader.query<History>(
    'query ($id: ID!) { case(id: $id) { history { state recorded { block time transactionId } } } }',
    { id },
  );
  for (const { state, recorded } of found.history) {
    say(
      `${recorded.time}  ${bold(state.toLowerCase().padEnd(13))} ${dim(`block ${recorded.block}  tx ${recorded.transactionId.slice(0, 16)}…`)}`,
    );
  }
}

export function heading(): void {
  act('五、溯源', 'Traces and histories');
}
