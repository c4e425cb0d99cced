import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Refusal } from './Refusal.tsx';

type Props = {
  readonly children: ReactNode;
  readonly act: () => Promise<unknown>;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
};

/** A button whose command is signed and sent at once; what was refused stays beside it. */
export function Action({ children, act, primary = false, danger = false, disabled = false }: Props) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        type={primary ? 'primary' : 'default'}
        danger={danger}
        disabled={disabled}
        loading={busy}
        onClick={() => void go()}
      >
        {children}
      </Button>
      {error === undefined ? null : <Refusal error={error} />}
    </>
  );
}
