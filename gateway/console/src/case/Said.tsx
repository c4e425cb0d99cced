import type { ReactNode } from 'react';
import type { CaseFileQuery } from '../generated/case.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useTerm } from '../words/terms.ts';
import { useObjections } from './objection-words.ts';
import { Papers } from './Papers.tsx';

export type Objection = NonNullable<CaseFileQuery['case']>['objections'][number];

/** An objection: who says what on which ground, with its documents, and what was decided. */
export function Said({ of, children }: { readonly of: Objection; readonly children?: ReactNode }) {
  const say = useObjections();
  const term = useTerm();
  const { n, by, ground, statement, evidence, state, reason, decidedBy, decideBy, openedAt } = of;
  const papers = evidence.map(({ kind, name, sha256, size, mediaType }) => ({
    kind,
    sha256,
    size,
    mediaType,
    ...(name ? { name } : {}),
  }));
  return (
    <li>
      <span className="row-head">
        <span>
          {say('number', { n })} · {term('ObjectionGround', ground)}
          {typeof of.leaf === 'number' ? ` · ${say('ofLeaf', { n: of.leaf + 1 })}` : ''}
        </span>
        <Tag kind="ObjectionState" value={state} />
        {state === 'OPEN' && decideBy ? (
          <span className="end">
            {say('decideBy')} <Deadline time={decideBy} />
          </span>
        ) : null}
      </span>
      <small>
        {say('by', { entity: by.entity ?? '', person: by.person })} · <Moment time={openedAt} />
      </small>
      <p>{statement}</p>
      {papers.length > 0 ? <Papers papers={papers} /> : <small>{say('evidenceNone')}</small>}
      {reason ? (
        <p className="hint">
          {reason} {decidedBy ? <small>{say('decided', { person: decidedBy.person })}</small> : null}
        </p>
      ) : null}
      {children}
    </li>
  );
}
