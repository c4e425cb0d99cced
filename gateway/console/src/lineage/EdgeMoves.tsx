import './lineage.css';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { type AnswerableFragment, EdgeAnswersDocument } from '../generated/lineage.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { useNow } from '../parts/now.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { type Asked, act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { type EdgeMove, movesOf } from './moves.ts';
import { useLineage } from './words.ts';

type Props = { readonly of: AnswerableFragment };

/** A move that says why: the dispute, the withdrawal, the arbiter's decision. */
type Reasoned = Exclude<EdgeMove, 'lineage:confirm' | 'lineage:advance'>;
const isPlain = (name: EdgeMove): name is Exclude<EdgeMove, Reasoned> =>
  name === 'lineage:confirm' || name === 'lineage:advance';

function Why({ name, of, onClose }: Props & { readonly name: Reasoned; readonly onClose: () => void }) {
  const say = useLineage();
  const command = useCommand();
  const [text, setText] = useState('');
  const [uphold, setUphold] = useState<boolean>();
  const decides = name === 'lineage:arbitrate';
  const said = decides ? { uphold, ground: text.trim() } : { reason: text.trim() };
  return (
    <SendForm
      title={command(name)}
      ready={text.trim() !== '' && (!decides || uphold !== undefined)}
      send={() => act(name, { from: of.from, to: of.to, ...said } as Asked<typeof name>)}
      onClose={onClose}
    >
      {name === 'lineage:dispute' ? <p className="hint">{say('disputeText')}</p> : null}
      {name === 'lineage:withdraw' ? <p className="hint">{say('withdrawText')}</p> : null}
      {decides ? (
        <Radio.Group
          value={uphold}
          onChange={({ target }) => setUphold(target.value as boolean)}
          aria-label={say('decision')}
        >
          <Radio value={true}>{say('uphold')}</Radio>
          <Radio value={false}>{say('dismiss')}</Radio>
        </Radio.Group>
      ) : null}
      <Labelled label={say('reason')} required hint={say('reasonHint')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Labelled>
    </SendForm>
  );
}

/** What one can do about an edge: confirm, dispute, take back, decide. */
export function EdgeMoves({ of }: Props) {
  const say = useLineage();
  const command = useCommand();
  const person = useSession()?.person;
  const now = useNow();
  const [form, setForm] = useState<Reasoned>();
  const [busy, setBusy] = useState<EdgeMove>();
  const [error, setError] = useState<unknown>();
  const moves = movesOf(of, person, now);
  const begin = async (name: EdgeMove) => {
    setError(undefined);
    if (!isPlain(name)) return setForm(name);
    setBusy(name);
    try {
      await act(name, { from: of.from, to: of.to } as Asked<typeof name>);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(undefined);
    }
  };
  const called = (name: EdgeMove) => {
    if (name !== 'lineage:confirm') return command(name);
    return say(of.state === 'DISPUTED' ? 'confirmDisputed' : of.state === 'UNANSWERED' ? 'confirmLate' : 'confirm');
  };
  if (moves.length === 0 && error === undefined && !form) return null;
  return (
    <>
      <div className="actions">
        {moves.map((name, index) => (
          <Button
            key={name}
            size="small"
            type={index === 0 ? 'primary' : 'default'}
            danger={name === 'lineage:dispute'}
            loading={busy === name}
            onClick={() => void begin(name)}
          >
            {called(name)}
          </Button>
        ))}
      </div>
      {error === undefined ? null : <Refusal error={error} />}
      {form ? <Why name={form} of={of} onClose={() => setForm(undefined)} /> : null}
    </>
  );
}

/** The same for an edge of which only the ends are known. */
export default function MovesOfEdge({ from, to }: { readonly from: string; readonly to: string }) {
  const { data } = useAsk(EdgeAnswersDocument, { from, to });
  const edge = data?.edge;
  return edge && edge.from === from && edge.to === to ? <EdgeMoves key={`${from}/${to}`} of={edge} /> : null;
}
