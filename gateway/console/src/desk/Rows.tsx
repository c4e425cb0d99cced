import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { DeskRowFragment } from '../generated/desk.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useDesk } from './words.ts';

export const titleOf = ({ application, asset }: DeskRowFragment) =>
  titled(application?.asset?.descriptor?.title ?? application?.batch?.title ?? asset?.text?.descriptor?.title);

type RowProps = {
  readonly row: DeskRowFragment;
  readonly at: number;
  readonly chosen: boolean;
  readonly onToggle: (id: string) => void;
  readonly measure: (element: Element | null) => void;
};

const Row = memo(function Row({ row, at, chosen, onToggle, measure }: RowProps) {
  const say = useDesk();
  const term = useTerm();
  const command = useCommand();
  useLanguage();
  const title = titleOf(row) || say('untitled');
  const grade = row.application?.asset?.grade;
  return (
    <tr ref={measure} data-index={at} aria-rowindex={at + 2} aria-selected={chosen}>
      <td>
        <input
          type="checkbox"
          checked={chosen}
          aria-label={say('select', { title })}
          onChange={() => onToggle(row.id)}
        />
      </td>
      <td>
        <Link to={`/cases/${row.id}`}>{title}</Link>{' '}
        {grade && grade !== 'GENERAL' ? <Tag kind="Grade" value={grade} /> : null}
        <br />
        <small>{term('CaseType', row.type)}</small>
      </td>
      <td>{titled(row.applicant?.title) || row.applicantId}</td>
      <td>
        <Tag kind="CaseState" value={row.state} />
      </td>
      <td>
        {row.next ? (
          <>
            {command(row.next.action)}
            <br />
            <small>{term('Silence', row.next.silence)}</small>
          </>
        ) : null}
      </td>
      <td>{row.next ? <Deadline time={row.next.deadline} /> : null}</td>
    </tr>
  );
});

type Props = {
  readonly rows: readonly DeskRowFragment[];
  readonly total: number;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  /** The last rows are in sight. */
  readonly onEnd: () => void;
};

/** Height of a row before it was seen. */
const ROW = 61;
const OVERSCAN = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** How far above the rows the page begins; it moves with what stands over the table. */
function useMargin(body: { readonly current: HTMLElement | null }): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = body.current?.getBoundingClientRect().top;
      if (top !== undefined) setMargin(Math.round(top + window.scrollY));
    };
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(document.body);
    return () => watching.disconnect();
  }, [body]);
  return margin;
}

/** The queue as a table of which only the rows in sight are drawn; up and down go from row to row by the keyboard, too. */
export function Rows({ rows, total, chosen, onChosen, onEnd }: Props) {
  const say = useDesk();
  useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = useRef<{ at: number; control: number }>(undefined);
  const scrollMargin = useMargin(body);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    scrollMargin,
    getItemKey: useCallback((n: number) => rows[n]?.id ?? n, [rows]),
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const end = last?.index ?? 0;
  useEffect(() => {
    if (end >= rows.length - OVERSCAN * 2) onEnd();
  }, [end, rows.length, onEnd]);

  // A row that was stepped to is focused once it is drawn.
  useEffect(() => {
    if (!focus.current) return;
    const { at, control } = focus.current;
    const to = body.current?.querySelectorAll<HTMLElement>(`[data-index="${at}"] :is(input, a)`)[control];
    if (!to) return;
    focus.current = undefined;
    to.focus({ preventScroll: true });
  });

  const step = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const by = STEPS[event.key];
    if (!row || by === undefined) return;
    event.preventDefault();
    const at = Math.min(rows.length - 1, Math.max(0, Number(row.dataset.index) + by));
    focus.current = { at, control: [...row.querySelectorAll('input, a')].indexOf(event.target as HTMLElement) };
    virtual.scrollToIndex(at);
    setSteps((n) => n + 1);
  };
  const [, setSteps] = useState(0);

  const held = useRef(chosen);
  held.current = chosen;
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(held.current);
      if (!next.delete(id)) next.add(id);
      onChosen(next);
    },
    [onChosen],
  );
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  return (
    <table className="queue" aria-rowcount={total + 1} onKeyDown={step}>
      <thead>
        <tr aria-rowindex={1}>
          <th>
            <input
              type="checkbox"
              checked={all}
              aria-label={say('selectAll')}
              onChange={() => onChosen(all ? new Set() : new Set(rows.map(({ id }) => id)))}
            />
          </th>
          <th>{say('asset')}</th>
          <th>{say('applicant')}</th>
          <th>{say('state')}</th>
          <th>{say('next')}</th>
          <th>{say('deadline')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {first && first.start > scrollMargin ? (
          <tr className="gap" style={{ height: first.start - scrollMargin }} />
        ) : null}
        {items.map(({ index, key }) => {
          const row = rows[index];
          return row ? (
            <Row
              key={key}
              row={row}
              at={index}
              chosen={chosen.has(row.id)}
              onToggle={toggle}
              measure={virtual.measureElement}
            />
          ) : null;
        })}
        {last ? <tr className="gap" style={{ height: virtual.getTotalSize() - (last.end - scrollMargin) }} /> : null}
      </tbody>
    </table>
  );
}
