import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { words } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Dialog } from './Dialog.tsx';
import { Refusal } from './Refusal.tsx';

const useForm = words('form', { send: '下一步：核对并签名' }, { send: 'Next: check and sign' });

type Props = {
  readonly title: ReactNode;
  readonly wide?: boolean;
  /** Whether what was filled in says all that the command needs. */
  readonly whole: boolean;
  /** Signs and sends; the dialog closes when it is done, and shows what was refused. */
  readonly send: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form over the page whose content is signed and sent. */
export function FormDialog({ title, wide = false, whole, send, onClose, children }: Props) {
  const say = useForm();
  const shell = useShell();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await send();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      wide={wide}
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="primary" disabled={!whole} loading={busy} onClick={() => void go()}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {error === undefined ? null : <Refusal error={error} />}
      </div>
    </Dialog>
  );
}
