import './oversight.css';
import { Link } from 'react-router';
import { useCommand } from '../words/commands.ts';
import { actAddress } from './act-address.ts';
import type { Move } from './moves.ts';

/** Ways to the forms of what one may do, filled in with what is known. */
export function Acts({ of }: { readonly of: readonly Move[] }) {
  const called = useCommand();
  if (of.length === 0) return null;
  return (
    <span className="act-links">
      {of.map(({ command, known }, index) => (
        <Link key={command} className={index === 0 ? 'act-link first' : 'act-link'} to={actAddress(command, known)}>
          {called(command)}
        </Link>
      ))}
    </span>
  );
}
