import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, type ReactNode, useId, useState } from 'react';

type Props = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly accept?: string;
  readonly many?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
};

/** A place for files: dropped, or chosen by mouse or keyboard. */
export function Drop({ label, hint, accept, many = true, onFiles }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      htmlFor={id}
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined aria-hidden="true" />
      <b>{label}</b>
      {hint ? <span className="hint">{hint}</span> : null}
      <input
        id={id}
        type="file"
        multiple={many}
        accept={accept}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </label>
  );
}
