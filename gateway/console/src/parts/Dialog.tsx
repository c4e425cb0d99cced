import { type ReactNode, useEffect, useId, useRef } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly onClose: () => void;
  readonly wide?: boolean;
};

/** A question over the page, in the browser's own modal dialog: the page behind it rests, Escape says no. */
export function Dialog({ title, children, footer, onClose, wide = false }: Props) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!ref.current?.open) ref.current?.showModal();
  }, []);
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <footer>{footer}</footer>
    </dialog>
  );
}
