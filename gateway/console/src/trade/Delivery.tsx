import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import type { Order } from './moves.ts';
import { useTrade } from './words.ts';

const WORDS = ['sent', 'received', 'witnessed'] as const;

const same = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());

/** What seller, buyer and exchange each say was delivered, and whether that is the same. */
export function Delivery({ of }: { readonly of: Order }) {
  const say = useTrade();
  return (
    <Panel title={say('delivery')}>
      {of.sent ? null : <Nothing>{say('deliveryNone')}</Nothing>}
      <ul className="rows">
        {WORDS.map((word) => {
          const said = of[word];
          if (!said) return null;
          const alike = of.sent && word !== 'sent' ? same(said.digests, of.sent.digests) : undefined;
          return (
            <li key={word}>
              <span className="row-head">
                <span>{say(word)}</span>
                {alike === undefined ? null : (
                  <span className={alike ? 'tag good' : 'tag bad'}>{say(alike ? 'same' : 'differs')}</span>
                )}
                <small className="end">
                  {said.by.person} · <Moment time={said.time} />
                </small>
              </span>
              {said.digests.map((digest) => (
                <Identifier key={digest} value={digest} />
              ))}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
