import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isOffline } from '../data/query.ts';
import { useShell } from '../words/shell.ts';
import { Refusal } from './Refusal.tsx';

type Props<T> = { readonly of: UseQueryResult<T>; readonly children: (found: T) => ReactNode };

/**
 * What was answered, or that it is being read, or why not. What was read before stays while it is asked anew, and while the
 * gateway cannot be reached, which the frame around the page says.
 */
export function Answer<T>({ of, children }: Props<T>) {
  const say = useShell();
  if (of.data !== undefined)
    return (
      <>
        {of.error && !isOffline(of.error) ? <Refusal error={of.error} again={() => void of.refetch()} /> : null}
        {children(of.data)}
      </>
    );
  if (of.error) return <Refusal error={of.error} again={() => void of.refetch()} />;
  return (
    <p className="reading" role="status">
      {say('reading')}
    </p>
  );
}
