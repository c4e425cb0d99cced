import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Acts } from './Act.tsx';
import type { Move } from './moves.ts';
import { nameOfRelease, titleOfAsset } from './titles.ts';
import { useOversight } from './words.ts';

type Named = Parameters<typeof nameOfRelease>[0];

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** An asset by its title, where the reader is told one, and its id. */
export function AssetNamed({ id, asset }: { readonly id: string; readonly asset: Parameters<typeof titleOfAsset>[0] }) {
  const title = titleOfAsset(asset);
  return (
    <>
      {title ? <Link to={`/assets/${id}`}>{title}</Link> : null} <Identifier value={id} to={`/assets/${id}`} />
    </>
  );
}

/** A release, or a name outside, in the same way. */
export function NodeNamed({ id, release }: { readonly id: string; readonly release?: Named }) {
  const name = nameOfRelease(release);
  const to = linkTo(id);
  return (
    <>
      {name ? to ? <Link to={to}>{name}</Link> : name : null} <Identifier value={id} {...(to ? { to } : {})} />
    </>
  );
}

/** What one can do about something, or that there is nothing. */
export function Ways({ of }: { readonly of: readonly Move[] }) {
  const say = useOversight();
  return (
    <Panel title={say('what')} className={of.length > 0 ? 'next' : ''}>
      {of.length === 0 ? <p className="hint">{say('nothingToDo')}</p> : <Acts of={of} />}
    </Panel>
  );
}

type States = {
  readonly kind: string;
  readonly of: readonly {
    readonly state: string;
    readonly recorded: { readonly block: number; readonly time: string; readonly transactionId: string };
  }[];
};

/** Every state that something was in, the newest first. */
export function Life({ kind, of }: States) {
  const say = useOversight();
  return (
    <Panel title={say('history')}>
      <ol className="timeline">
        {of.toReversed().map(({ state, recorded }) => (
          <li key={recorded.transactionId}>
            <Tag kind={kind} value={state} />
            <small>
              <Moment time={recorded.time} block={recorded.block} />
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
