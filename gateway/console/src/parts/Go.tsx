import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { hasPlace } from './place.ts';

type Props = { readonly to: string; readonly className?: string; readonly children: ReactNode };

/** A link where the console has the page; nothing where it has not. */
export const Go = ({ to, className, children }: Props) =>
  hasPlace(to) ? (
    <Link to={to} {...(className ? { className } : {})}>
      {children}
    </Link>
  ) : null;
