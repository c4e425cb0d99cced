import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { AccountsDocument } from '../generated/trade.ts';
import { Answer } from '../parts/Answer.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useHasRole } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTrade } from './words.ts';

const EMPTY = { number: '', name: '', agent: '' };
const FIELDS = ['number', 'name', 'agent'] as const;
const LABELS = { number: 'accountNumber', name: 'accountName', agent: 'agent' } as const;

/** A bank's clearing code: BIC, or twelve digits of CNAPS. */
const agentOf = (text: string) => (/^\d{12}$/.test(text) ? { cnaps: text } : { bic: text.toUpperCase() });

function OpenForm({ onClose }: { readonly onClose: () => void }) {
  const say = useTrade();
  const [written, setWritten] = useState(EMPTY);
  const { number, name, agent } = written;
  const send = () => act('trade:openAccount', { account: { number, name, agent: agentOf(agent) } });
  return (
    <SendForm title={say('openAccount')} ready={Boolean(number && name && agent)} send={send} onClose={onClose}>
      <p className="hint">{say('openAccountText')}</p>
      {FIELDS.map((field) => (
        <Labelled key={field} label={say(LABELS[field])} required>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              value={written[field]}
              onChange={({ target }) =>
                setWritten((all) => ({
                  ...all,
                  [field]: field === 'name' ? target.value : target.value.replaceAll(/\s/g, ''),
                }))
              }
            />
          )}
        </Labelled>
      ))}
    </SendForm>
  );
}

/** The accounts in which banks hold what buyers have paid, until it is paid out or returned. */
export function Accounts() {
  const say = useTrade();
  useLanguage();
  const bank = useHasRole('BANK');
  const [opening, setOpening] = useState(false);
  const asked = useAsk(AccountsDocument, {});
  return (
    <Panel
      title={say('accounts')}
      extra={bank ? <Button onClick={() => setOpening(true)}>{say('openAccount')}</Button> : null}
    >
      <p className="hint">{say('accountsText')}</p>
      <Answer of={asked}>
        {({ supervisedAccounts }) =>
          supervisedAccounts.length === 0 ? (
            <Nothing>{say('bankNone')}</Nothing>
          ) : (
            <ul className="rows">
              {supervisedAccounts.map(({ bank: of, bankId, number, name, agent, recorded }) => (
                <li key={`${bankId}/${number}`}>
                  <span className="row-head">
                    <span className="big">{titled(of?.title) || bankId}</span>
                    <code className="end">{number}</code>
                  </span>
                  <small>
                    {name} · {agent.bic ?? agent.cnaps} · <Moment time={recorded.time} block={recorded.block} />
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {opening ? <OpenForm onClose={() => setOpening(false)} /> : null}
    </Panel>
  );
}
