import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { Fragment, useState } from 'react';
import { bytes, count } from '../parts/format.ts';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import type { BatchDraft } from './kept.ts';
import { RowEditor } from './RowEditor.tsx';
import type { Row } from './row.ts';
import type { Change } from './use-batch.ts';
import type { Checks } from './use-checks.ts';
import { useBatch } from './words.ts';

const PAGE = 50;

type Props = { readonly draft: BatchDraft; readonly change: Change; readonly checks: Checks };

function State({ row, checks }: { readonly row: Row; readonly checks: Checks }) {
  const say = useBatch();
  const wrong = checks.wrongIn(row);
  if (wrong > 0) return <span className="tag bad">{say('wrong', { count: wrong })}</span>;
  return checks.isChecked(row) ? (
    <span className="tag good">{say('ok')}</span>
  ) : (
    <span className="tag plain">{say('unchecked')}</span>
  );
}

/** The rows with what is to be mended in each, some at a time; each is mended in its place. */
export function Rows({ draft, change, checks }: Props) {
  const say = useBatch();
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<string>();
  const [wrongOnly, setWrongOnly] = useState(false);
  const { rows, common } = draft;
  const numbered = rows.map((row, at) => ({ row, n: at + 1 }));
  const shown = wrongOnly ? numbered.filter(({ row }) => checks.wrongIn(row) > 0 || row.id === open) : numbered;
  const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
  const at = Math.min(page, last);
  const here = shown.slice(at * PAGE, (at + 1) * PAGE);
  const set = (id: string, part: Partial<Row>) =>
    change((now) => ({ rows: now.rows.map((row) => (row.id === id ? { ...row, ...part } : row)) }));
  return (
    <Panel
      title={say('rows')}
      extra={
        <>
          <Checkbox checked={wrongOnly} onChange={({ target }) => setWrongOnly(target.checked)}>
            {say('wrongOnly')}
          </Checkbox>
          <small>{say('count', { count: count(rows.length) })}</small>
        </>
      }
    >
      {shown.length === 0 ? <Nothing>{say(rows.length === 0 ? 'none' : 'noneWrong')}</Nothing> : null}
      {here.length > 0 ? (
        <section className="scroll batch-rows" aria-label={say('rows')}>
          <table>
            <thead>
              <tr>
                <th>{say('row')}</th>
                <th>{say('cell.titleZh')}</th>
                <th>{say('cell.file')}</th>
                <th>{say('grade')}</th>
                <th>{say('state')}</th>
                <th aria-label={say('mend')} />
              </tr>
            </thead>
            <tbody>
              {here.map(({ row, n }) => (
                <Fragment key={row.id}>
                  <tr>
                    <td>{n}</td>
                    <td>{row.titleZh || '—'}</td>
                    <td>
                      {row.file || '—'} {/^\d+$/.test(row.size) ? <small>{bytes(Number(row.size))}</small> : null}
                    </td>
                    <td>
                      <Tag kind="Grade" value={(row.grade || common.grade).toUpperCase()} />
                    </td>
                    <td>
                      <State row={row} checks={checks} />
                    </td>
                    <td>
                      <span className="actions">
                        <Button
                          size="small"
                          aria-expanded={open === row.id}
                          onClick={() => setOpen(open === row.id ? undefined : row.id)}
                        >
                          {say(open === row.id ? 'mended' : 'mend')}
                        </Button>
                        <Button
                          size="small"
                          type="text"
                          icon={<DeleteOutlined aria-hidden="true" />}
                          aria-label={say('remove', { n })}
                          onClick={() => change((now) => ({ rows: now.rows.filter(({ id }) => id !== row.id) }))}
                        />
                      </span>
                    </td>
                  </tr>
                  {open === row.id ? (
                    <tr>
                      <td colSpan={6}>
                        <RowEditor
                          row={row}
                          common={common}
                          found={checks.foundIn(row)}
                          unfilled={checks.unfilledIn(row)}
                          onChange={(part) => set(row.id, part)}
                        />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {last > 0 ? (
        <p className="actions batch-pages">
          <Button size="small" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {say('back')}
          </Button>
          <span>
            {say('shown', {
              from: count(at * PAGE + 1),
              to: count(at * PAGE + here.length),
              count: count(shown.length),
            })}
          </span>
          <Button size="small" disabled={at === last} onClick={() => setPage(at + 1)}>
            {say('on')}
          </Button>
        </p>
      ) : null}
    </Panel>
  );
}
