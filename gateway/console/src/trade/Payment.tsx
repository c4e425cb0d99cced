import { yuan } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { useCommand } from '../words/commands.ts';
import { useTerm } from '../words/terms.ts';
import type { Order } from './moves.ts';
import { useTrade } from './words.ts';

/** An order's money: where it is, by which instruction, and what the bank said of it. */
export function Payment({ of }: { readonly of: Order }) {
  const say = useTrade();
  const term = useTerm();
  const command = useCommand();
  const { account, instruction, payment } = of;
  return (
    <Panel
      title={say('payment')}
      extra={payment ? <span className="tag info">{term('PaymentState', payment.state)}</span> : null}
    >
      {account || instruction ? null : <Nothing>{say('paymentNone')}</Nothing>}
      <dl className="facts">
        {account ? (
          <>
            <dt>{say('account')}</dt>
            <dd>
              {account.name} · <code>{account.number}</code> · {account.agent.bic ?? account.agent.cnaps}
            </dd>
            <dt>{say('endToEnd')}</dt>
            <dd>
              <Identifier value={of.endToEndId} whole />
            </dd>
          </>
        ) : null}
        {instruction ? (
          <>
            <dt>{say('instruction')}</dt>
            <dd>
              <Identifier value={instruction.messageId} whole /> · <Identifier value={instruction.sha256} /> ·{' '}
              <Moment time={instruction.time} />
            </dd>
          </>
        ) : null}
      </dl>
      {payment?.reports ? (
        <ul className="rows">
          {payment.reports.map(({ command: name, report, time }) => (
            <li key={report.sha256 + name}>
              <span className="row-head">
                <span>{command(name)}</span>
                <code>{report.version}</code>
                <b className="price end">{yuan(report.amount.fen)}</b>
              </span>
              <small>
                <Identifier value={report.messageId} whole /> ·{' '}
                {[report.status, report.direction, report.reference].filter(Boolean).join(' · ')} ·{' '}
                <Identifier value={report.sha256} /> · <Moment time={time} />
              </small>
            </li>
          ))}
          {payment.reports.length === 0 ? <li className="hint">{say('reportsNone')}</li> : null}
        </ul>
      ) : null}
    </Panel>
  );
}
