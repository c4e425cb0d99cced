import { type ReactNode, useId } from 'react';

type Props = {
  readonly label: ReactNode;
  readonly required?: boolean;
  readonly hint?: ReactNode;
  /** Where it stands that this must be filled in. */
  readonly rule?: string | undefined;
  readonly problem?: ReactNode;
  readonly children: (id: string) => ReactNode;
};

/** A control with its label, what there is to know about it, and what is wrong with what it holds. */
export function Labelled({ label, required = false, hint, rule, problem, children }: Props) {
  const id = useId();
  return (
    <div className={problem ? 'labelled wrong' : 'labelled'}>
      <label htmlFor={id} title={rule}>
        {label}
        {required ? <b aria-hidden="true"> *</b> : null}
      </label>
      {children(id)}
      {problem ? <div className="problem">{problem}</div> : null}
      {hint ? <div className="hint">{hint}</div> : null}
    </div>
  );
}
