import { type Move, ORDER, type Row } from '../src/trade/table.ts';

const action = (command: string) => `\`${command.slice('trade:'.length)}\``;
const states = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' or ');

function moves(row: Row): string {
  const all = Object.entries(row.moves) as [string, Move][];
  return all.map(([command, { by, to }]) => `${by.join(' or ')} ${action(command)} → ${states(to)}`).join('; ');
}

/** The life of an order as Markdown, from the table by which the rules decide. */
export function orderTable(): string {
  const lines = Object.entries(ORDER).map(([state, row]) => {
    const { awaited } = row;
    const clock = awaited ? `${awaited.office}, \`${awaited.clock}\`` : '–';
    return `| \`${state}\` | ${moves(row) || '–'} | ${clock} | ${awaited ? states(awaited.to) : '–'} |`;
  });
  return ['| state | who moves | awaited, by which clock | silence |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
}
