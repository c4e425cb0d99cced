import type { ReactNode } from 'react';

type Props = { readonly label: string; readonly text: string; readonly children: ReactNode };

/** A field of the ledger, with what it means. */
export const Explained = ({ label, text, children }: Props) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {children}
      <small className="explained">{text}</small>
    </dd>
  </div>
);
