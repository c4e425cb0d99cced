import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { words } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Dialog } from './Dialog.tsx';
import { intoView } from './into-view.ts';
import { Refusal } from './Refusal.tsx';

const useWords = words('form', { send: '下一步：核对并签名' }, { send: 'Next: check and sign' });

type Props = {
  readonly title: ReactNode;
  readonly wide?: boolean;
  /** Whether what was filled in says all that the command needs. */
  readonly ready: boolean;
  readonly send: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A form over the page: filled in, then signed and sent; what was refused stays beside it, and it closes when it is done. */
export function SendForm({ title, wide = false, ready, send, onClose, children }: Props) {
  const say = useWords();
  const shell = useShell();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const attempt = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await send();
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={busy} onClick={() => void attempt()}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {error === undefined ? null : (
          <div ref={intoView}>
            <Refusal error={error} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
