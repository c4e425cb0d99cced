import { Link } from 'react-router';
import type { RowFragment } from '../generated/desk.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useDesk } from './words.ts';

type Props = {
  readonly rows: readonly RowFragment[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
};

const titleOf = ({ application, asset }: RowFragment) =>
  titled(application?.asset?.descriptor?.title ?? application?.batch?.title ?? asset?.text?.descriptor?.title);

/** The queue as a table, drawn only where it is looked at. */
export function Rows({ rows, chosen, onChosen }: Props) {
  const say = useDesk();
  const term = useTerm();
  const command = useCommand();
  useLanguage();
  const all = rows.every(({ id }) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen(next);
  };
  return (
    <table className="queue">
      <thead>
        <tr>
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
      <tbody>
        {rows.map((row) => {
          const title = titleOf(row) || say('untitled');
          const grade = row.application?.asset?.grade;
          return (
            <tr key={row.id} aria-selected={chosen.has(row.id)}>
              <td>
                <input
                  type="checkbox"
                  checked={chosen.has(row.id)}
                  aria-label={say('select', { title })}
                  onChange={() => toggle(row.id)}
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
        })}
      </tbody>
    </table>
  );
}
