import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { CounterpartiesDocument } from '../generated/trade.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { save } from '../parts/save.ts';
import { useCommand } from '../words/commands.ts';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Digests } from './Digests.tsx';
import { Message } from './Message.tsx';
import { paymentFile } from './messages.ts';
import type { Order, Step } from './moves.ts';
import { agreedDigests, isWhole, NOTHING, payOutOf, send, type Written } from './step.ts';
import { useTrade } from './words.ts';

type Part = { readonly of: Order; readonly written: Written; readonly set: (part: Partial<Written>) => void };

function Bank({ of, written, set }: Part) {
  const say = useTrade();
  const accounts = useAsk(CounterpartiesDocument, {}).data?.supervisedAccounts;
  const banks = [...new Map(accounts?.map((one) => [one.bankId, one])).values()].filter(
    ({ bankId }) => bankId !== of.bankId,
  );
  return (
    <Labelled label={say('chooseBank')} required hint={banks.length === 0 ? say('bankNone') : undefined}>
      {(id) => (
        <select id={id} className="native" value={written.bank} onChange={({ target }) => set({ bank: target.value })}>
          <option value="">{say('choose')}</option>
          {banks.map(({ bankId, bank, name }) => (
            <option key={bankId} value={bankId}>
              {titled(bank?.title) || bankId} · {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Instruction({ of, written: { debtor }, set }: Part) {
  const say = useTrade();
  const [error, setError] = useState<unknown>();
  const [saved, setSaved] = useState('');
  const name = `pain.001-${of.endToEndId}.xml`;
  const download = async () => {
    setError(undefined);
    try {
      save(await paymentFile(of.id, debtor), name);
      setSaved(name);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <p className="hint">{say('instructText')}</p>
      <div className="form">
        <Labelled label={say('debtor')} required hint={say('debtorHint')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              value={debtor.account}
              onChange={({ target }) => set({ debtor: { ...debtor, account: target.value.trim() } })}
            />
          )}
        </Labelled>
        <Labelled label={say('agent')} required>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              value={debtor.agent}
              onChange={({ target }) => set({ debtor: { ...debtor, agent: target.value.trim().toUpperCase() } })}
            />
          )}
        </Labelled>
      </div>
      <div className="actions">
        <Button
          icon={<DownloadOutlined aria-hidden="true" />}
          disabled={!debtor.account || !debtor.agent}
          onClick={() => void download()}
        >
          {say('download')}
        </Button>
        {saved ? <span role="status">{say('downloaded', { name: saved })}</span> : null}
      </div>
      {error === undefined ? null : <Refusal error={error} />}
    </>
  );
}

function Settlement({ of, written, set }: Part) {
  const say = useTrade();
  const known = payOutOf(of);
  return (
    <>
      <p className="hint">{say('settleText')}</p>
      <b>{say('settleDelivery')}</b>
      {agreedDigests(of).map((digest) => (
        <Identifier key={digest} value={digest} />
      ))}
      <b>{say('payOut')}</b>
      {known ? (
        <Identifier value={known.messageId} whole />
      ) : (
        <>
          <p className="hint">{say('payOutHint')}</p>
          <Message order={of.id} found={written.message} onFound={(message) => set({ message })} />
        </>
      )}
    </>
  );
}

function Award({ written, set }: Part) {
  const say = useTrade();
  const term = useTerm();
  return (
    <>
      <Radio.Group
        value={written.award}
        onChange={({ target }) => set({ award: target.value as Written['award'] })}
        aria-label={say('award')}
      >
        <Radio value="return">{term('Award', 'RETURN')}</Radio>
        <Radio value="pay-out">{term('Award', 'PAY_OUT')}</Radio>
      </Radio.Group>
      {written.award === 'pay-out' ? <p className="hint">{say('found')}</p> : null}
    </>
  );
}

function Reason({ written, set }: Part) {
  const say = useTrade();
  return (
    <Labelled label={say('reasonOf')} required>
      {(id) => (
        <Input.TextArea
          id={id}
          rows={4}
          maxLength={2000}
          value={written.text}
          onChange={({ target }) => set({ text: target.value })}
        />
      )}
    </Labelled>
  );
}

const TOLD: readonly Step[] = [
  'trade:decline',
  'trade:cancel',
  'trade:forgo',
  'trade:dispute',
  'trade:arbitrate',
  'trade:replaceBank',
];

/** What a step needs to be told; then the sheet shows what is signed. */
export function StepForm({
  step,
  of,
  onClose,
}: {
  readonly step: Step;
  readonly of: Order;
  readonly onClose: () => void;
}) {
  const say = useTrade();
  const command = useCommand();
  const [written, setWritten] = useState<Written>(NOTHING);
  const set = (part: Partial<Written>) => setWritten((all) => ({ ...all, ...part }));
  const part = { of, written, set };
  const released = of.release?.text?.distributions?.map(({ sha256 }) => sha256) ?? [];
  const digests = (expected: readonly string[], match: 'matchesRelease' | 'matchesSeller') => (
    <Digests
      files={written.files}
      onChange={(change) => setWritten((all) => ({ ...all, files: change(all.files) }))}
      expected={expected}
      match={match}
    />
  );
  return (
    <SendForm
      wide={step === 'trade:instruct'}
      title={step === 'trade:report' ? say(step) : command(step)}
      ready={isWhole(step, of, written)}
      send={() => send(step, of, written)}
      onClose={onClose}
    >
      {step === 'trade:match' || step === 'trade:replaceBank' ? <Bank {...part} /> : null}
      {step === 'trade:instruct' ? <Instruction {...part} /> : null}
      {step === 'trade:deliver' ? digests(released, 'matchesRelease') : null}
      {step === 'trade:receive' || step === 'trade:witness' ? digests(of.sent?.digests ?? [], 'matchesSeller') : null}
      {step === 'trade:report' ? (
        <Message order={of.id} found={written.message} onFound={(message) => set({ message })} />
      ) : null}
      {step === 'trade:settle' ? <Settlement {...part} /> : null}
      {step === 'trade:arbitrate' ? <Award {...part} /> : null}
      {TOLD.includes(step) ? <Reason {...part} /> : null}
    </SendForm>
  );
}
