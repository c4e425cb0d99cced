import { Link } from 'react-router';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { moment, zoned } from './format.ts';

/** A time in the reader's zone, with the block beside it. */
export function Moment({ time, block }: { readonly time: string; readonly block?: number }) {
  const say = useShell();
  useLanguage();
  return (
    <span className="moment">
      <time dateTime={time} title={zoned(time)}>
        {moment(time)}
      </time>
      {block === undefined ? null : (
        <Link className="block" to={`/ledger/${block}`}>
          {say('blockAt', { block })}
        </Link>
      )}
    </span>
  );
}
