import { Link } from 'react-router';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { moment, zoned } from './format.ts';
import { hasPlace } from './place.ts';

/** A time in the reader's zone, with the block beside it. */
export function Moment({ time, block }: { readonly time: string; readonly block?: number }) {
  const say = useShell();
  useLanguage();
  const at = `/blocks/${block}`;
  const said = say('blockAt', { block: block ?? 0 });
  return (
    <span className="moment">
      <time dateTime={time} title={zoned(time)}>
        {moment(time)}
      </time>
      {block === undefined ? null : (
        <small className="block">{hasPlace(at) ? <Link to={at}>{said}</Link> : said}</small>
      )}
    </span>
  );
}
