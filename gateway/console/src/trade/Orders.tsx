import { Checkbox } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { OrdersDocument } from '../generated/trade.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { yuan } from '../parts/format.ts';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { ORDER_TONES } from './tones.ts';
import { useTrade } from './words.ts';

/** The orders that one's institution may see: who moves next, until when. */
export function Orders() {
  const say = useTrade();
  const shell = useShell();
  const term = useTerm();
  const command = useCommand();
  useLanguage();
  const person = useSession()?.person;
  const [search, setSearch] = useSearchParams();
  const mine = search.get('waiting') === 'yes' && Boolean(person?.entity);
  const filter = mine && person?.entity ? { next: person.entity } : {};
  const pages = usePages(OrdersDocument, { filter }, ({ orders }) => orders, { when: Boolean(person) });
  if (!person) {
    return (
      <Panel title={say('orders')}>
        <Nothing action={<Link to="/sign-in">{shell('signIn')}</Link>}>{say('ordersAnonymous')}</Nothing>
      </Panel>
    );
  }
  return (
    <Panel
      title={say('orders')}
      extra={
        <>
          <Checkbox
            checked={mine}
            onChange={({ target }) => setSearch({ view: 'orders', ...(target.checked ? { waiting: 'yes' } : {}) })}
          >
            {say('waiting')}
          </Checkbox>
          <Total of={pages} />
        </>
      }
    >
      <Paged of={pages} none={<Nothing>{say('ordersNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map(({ id, state, asset, seller, sellerId, buyer, buyerId, exchange, price, next, openedAt }) => (
              <li key={id}>
                <span className="row-head">
                  <Link to={`/orders/${id}`} className="big">
                    {titled(asset?.text?.descriptor?.title) || id}
                  </Link>
                  <Tag kind="OrderState" value={state} tone={ORDER_TONES[state]} />
                  <b className="price end">{yuan(price.fen)}</b>
                </span>
                <small>
                  {[titled(seller?.title) || sellerId, '→', titled(buyer?.title) || buyerId].join(' ')} ·{' '}
                  {titled(exchange?.title)} · <Moment time={openedAt} />
                </small>
                {next ? (
                  <span className="row-head">
                    <small>
                      {term('TradeOffice', next.office)}：{command(next.action)}
                    </small>
                    <Deadline time={next.deadline} />
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
