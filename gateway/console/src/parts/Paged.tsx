import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Pages } from '../data/pages.ts';
import { isOffline } from '../data/query.ts';
import { useShell } from '../words/shell.ts';
import { count } from './format.ts';
import { Refusal } from './Refusal.tsx';

type Props<Node> = {
  readonly of: Pages<Node>;
  /** What the list says while there is nothing in it. */
  readonly none: ReactNode;
  readonly children: (nodes: readonly Node[]) => ReactNode;
};

/** A list read page by page: what was read, the way to more, and why it could not be read. */
export function Paged<Node>({ of: { asked, nodes }, none, children }: Props<Node>) {
  const say = useShell();
  const failed = asked.error && !(nodes && isOffline(asked.error));
  return (
    <>
      {failed ? <Refusal error={asked.error} again={() => void asked.refetch()} /> : null}
      {nodes === undefined && !asked.error ? (
        <p className="reading" role="status">
          {say('reading')}
        </p>
      ) : null}
      {nodes?.length === 0 ? none : null}
      {nodes && nodes.length > 0 ? children(nodes) : null}
      {asked.hasNextPage ? (
        <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {say('more')}
        </Button>
      ) : null}
    </>
  );
}

/** How many there are in all, beside the title of a list. */
export function Total({ of: { nodes, total } }: { readonly of: Pages<unknown> }) {
  const say = useShell();
  return <small>{nodes ? say('all', { count: count(total) }) : ''}</small>;
}
