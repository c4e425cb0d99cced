import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Labelled } from '../parts/Labelled.tsx';

type Props = {
  readonly label: ReactNode;
  readonly value: string;
  readonly hint?: ReactNode;
  readonly onChange: (value: string) => void;
};

const two = (value: number) => String(value).padStart(2, '0');

/** An instant of the ledger as a browser's own field has it: in the reader's zone, to the second. */
function local(instant: string): string {
  if (!instant) return '';
  const at = new Date(instant);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** A point in time, chosen in the reader's zone and kept in UTC. */
export function Instant({ label, value, hint, onChange }: Props) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <Input
          id={id}
          type="datetime-local"
          step={1}
          value={local(value)}
          onChange={({ target }) => onChange(target.value ? new Date(target.value).toISOString() : '')}
        />
      )}
    </Labelled>
  );
}
