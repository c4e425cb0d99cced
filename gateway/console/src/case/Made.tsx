import type { Case, ReleaseText } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Panel } from '../parts/Panel.tsx';
import { askLedger } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useField } from '../words/fields.ts';
import { useTerm } from '../words/terms.ts';
import '../words/lineage-terms.ts';
import { useCase } from './words.ts';

type Input = ReleaseText['inputs'][number];

const nameOf = (input: Input | undefined) =>
  !input ? '–' : 'release' in input ? input.release : `${input.external.namespace} · ${input.external.name}`;

function Columns({ of: { inputs, columns = [] } }: { readonly of: ReleaseText }) {
  const say = useCase();
  const term = useTerm();
  const field = useField();
  if (columns.length === 0) return null;
  return (
    <section className="scroll" aria-label={field('columns')}>
      <table>
        <thead>
          <tr>
            <th>{field('inputs')}</th>
            <th>{say('columnFrom')}</th>
            <th>{say('columnHow')}</th>
            <th>{say('columnTo')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ input, from, to, transformation }) => (
            <tr key={`${input}/${from}/${to}`}>
              <td title={nameOf(inputs[input])}>{input + 1}</td>
              <td>
                <code>{from}</code>
              </td>
              <td>{term('Transformation', transformation.toUpperCase())}</td>
              <td>
                <code>{to}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the first release of an application was made of, as the ledger has it. Nothing where it has no inputs. */
export function Made({ of, version }: { readonly of: string; readonly version: number }) {
  const say = useCase();
  const term = useTerm();
  const field = useField();
  const signedIn = useSession() !== undefined;
  const { data } = useQuery({
    queryKey: ['recorded', of, version],
    queryFn: () => askLedger<Case, 'registration:read'>('registration:read', { case: of }),
    enabled: signedIn,
  });
  const application = data?.application;
  if (!application || !('release' in application) || application.release.inputs.length === 0) return null;
  const { inputs, run } = application.release;
  return (
    <Panel title={say('made')}>
      <ol className="rows">
        {inputs.map((input) => (
          <li key={nameOf(input)}>
            {'release' in input ? (
              <Link to={`/trace/${input.release}`}>{input.release}</Link>
            ) : (
              <span>
                {nameOf(input)} <span className="tag plain">{say('outside')}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
      {run ? (
        <dl className="facts">
          <div>
            <dt>{field('run')}</dt>
            <dd>{term('RunKind', run.kind.toUpperCase())}</dd>
          </div>
          <div>
            <dt>{field('job')}</dt>
            <dd>
              {run.job.namespace} · {run.job.name}
            </dd>
          </div>
        </dl>
      ) : null}
      <Columns of={application.release} />
    </Panel>
  );
}
