import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link } from 'react-router';
import { useShell } from '../words/shell.ts';
import { hasPlace } from './place.ts';

type Props = { readonly value: string; readonly to?: string; readonly whole?: boolean };

const LONG = 26;
const shortened = (value: string) => `${value.slice(0, 14)}…${value.slice(-6)}`;

/** An id, number or digest: in one width of letter, shortened where it is long, and always to be copied whole. */
export function Identifier({ value, to, whole = false }: Props) {
  const say = useShell();
  const [copied, setCopied] = useState(false);
  const text = whole || value.length <= LONG ? value : shortened(value);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <span className="identifier">
      {to && hasPlace(to) ? (
        <Link to={to} title={value}>
          {text}
        </Link>
      ) : (
        <code title={value}>{text}</code>
      )}
      <button
        type="button"
        className="quiet"
        onClick={() => void copy()}
        aria-label={`${say(copied ? 'copied' : 'copy')} ${value}`}
      >
        {copied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
      </button>
    </span>
  );
}
