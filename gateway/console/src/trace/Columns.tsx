import { Button } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { TraceColumnDocument, type TraceColumnQuery, type TraceDirection } from '../generated/trace.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { useTerm } from '../words/terms.ts';
import { short } from './naming.ts';
import type { Mark } from './pick.ts';
import type { Question } from './question.ts';
import { useTrace } from './words.ts';

type Props = {
  readonly release: string;
  readonly fields: readonly { readonly name: string }[];
  readonly asOf: Question['asOf'];
  readonly use: Question['use'];
  readonly onMark: Mark;
};

function Trail({
  of,
  direction,
}: {
  readonly of: TraceColumnQuery['columnTrace'];
  readonly direction: TraceDirection;
}) {
  const say = useTrace();
  const term = useTerm();
  const end = (n: number) => {
    const column = of.columns[n];
    return column ? (
      <>
        <code>{column.column}</code> <small title={column.node}>{short(column.node)}</small>
      </>
    ) : null;
  };
  if (of.links.length === 0 && of.lost.length === 0) return null;
  return (
    <>
      <b>{say(direction as 'UPSTREAM')}</b>
      <ul className="rows">
        {of.links.map(({ from, to, transformation }) => (
          <li key={`${from}/${to}/${transformation}`}>
            <span>
              {end(from)} → {end(to)} <span className="tag plain">{term('Transformation', transformation)}</span>
            </span>
          </li>
        ))}
      </ul>
      {of.lost.length > 0 ? <p className="hint">{say('lost', { count: count(of.lost.length) })}</p> : null}
    </>
  );
}

function Column({ release, column, asOf, use, onMark }: Omit<Props, 'fields'> & { readonly column: string }) {
  const say = useTrace();
  const up = useAsk(TraceColumnDocument, { release, column, asOf, use, direction: 'UPSTREAM' });
  const down = useAsk(TraceColumnDocument, { release, column, asOf, use, direction: 'DOWNSTREAM' });
  return (
    <Answer of={up}>
      {({ columnTrace: above }) => (
        <Answer of={down}>
          {({ columnTrace: below }) => (
            <>
              <p>{say('columnTrail', { column })}</p>
              <Trail of={above} direction="UPSTREAM" />
              <Trail of={below} direction="DOWNSTREAM" />
              {above.links.length + below.links.length + above.lost.length + below.lost.length === 0 ? (
                <p className="hint">{say('columnAlone')}</p>
              ) : (
                <Button
                  size="small"
                  onClick={() => onMark([release, ...[...above.columns, ...below.columns].map(({ node }) => node)])}
                >
                  {say('impactShow')}
                </Button>
              )}
            </>
          )}
        </Answer>
      )}
    </Answer>
  );
}

/** Where each column of a release comes from and went, one at a time. */
export function Columns({ fields, ...props }: Props) {
  const say = useTrace();
  const [column, setColumn] = useState<string>();
  return (
    <>
      <h3>{say('columns')}</h3>
      <p className="hint">{say(fields.length > 0 ? 'columnsText' : 'columnsNone')}</p>
      <span className="chips">
        {fields.map(({ name }) => (
          <Button
            key={name}
            size="small"
            type={name === column ? 'primary' : 'default'}
            aria-pressed={name === column}
            onClick={() => setColumn(name === column ? undefined : name)}
          >
            {name}
          </Button>
        ))}
      </span>
      {column ? <Column {...props} column={column} /> : null}
    </>
  );
}
