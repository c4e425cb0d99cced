import { useLanguage } from '../words/i18n.ts';
import { away, moment, zoned } from './format.ts';
import { useNow } from './now.ts';

const SOON_MS = 2 * 86_400_000;

/** Until when something is to be done: how far away that is, counting down, and the time itself. */
export function Deadline({ time }: { readonly time: string }) {
  useLanguage();
  const now = useNow();
  const left = Date.parse(time) - now;
  const tone = left < 0 ? 'past' : left < SOON_MS ? 'soon' : '';
  return (
    <time className={`deadline ${tone}`} dateTime={time} title={zoned(time)}>
      {away(time, now)} <small>{moment(time)}</small>
    </time>
  );
}
