import type { AskedFragment } from '../generated/case.ts';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { useField } from '../words/fields.ts';
import { differences } from './difference.ts';
import { useCase } from './words.ts';

const shown = (value: unknown) =>
  value === undefined || value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** What a resubmission changed. */
export function Change({ before, now }: { readonly before: AskedFragment; readonly now: AskedFragment }) {
  const say = useCase();
  const field = useField();
  const found = differences(before, now);
  return (
    <Panel title={say('change')}>
      {found.length === 0 ? (
        <Nothing>{say('changeNone')}</Nothing>
      ) : (
        <table className="changes">
          <thead>
            <tr>
              <th>{say('changed')}</th>
              <th>{say('before')}</th>
              <th>{say('now')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ path, before, now }) => (
              <tr key={path.join('.')}>
                <td>{path.map((name) => (/^\d+$/.test(name) ? `${Number(name) + 1}` : field(name))).join(' › ')}</td>
                <td>
                  <del>{shown(before)}</del>
                </td>
                <td>
                  <ins>{shown(now)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
