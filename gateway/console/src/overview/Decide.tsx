import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { type Asked, act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import type { Move } from './about.ts';
import { useMoves } from './moves-words.ts';

/** Sends the answer to a move that has no page of its own: to a name outside, or to an appeal against a measure. */
function answered({ id, alias, measure }: Move, yes: boolean, reason: string): Promise<unknown> {
  if (measure) return act('measure:decide', { measure: measure.id, allow: yes, reason });
  const [external = '', asset = ''] = id.split('/');
  if (!alias) throw new Error(`Nothing to answer in ${id}`);
  if (yes) return act('alias:confirm', { external, asset } as Asked<'alias:confirm'>);
  return act('alias:decline', { external, asset, reason } as Asked<'alias:decline'>);
}

/** True for moves that are answered from the list itself. */
export const isAnswered = ({ action }: Move): boolean => action === 'alias:confirm' || action === 'measure:decide';

export function Decide({ of }: { readonly of: Move }) {
  const say = useMoves();
  const command = useCommand();
  const [open, setOpen] = useState(false);
  const [yes, setYes] = useState<boolean>();
  const [reason, setReason] = useState('');
  const bare = yes === true && of.alias !== null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('answer')}
      </Button>
      {open ? (
        <SendForm
          title={command(of.action)}
          ready={yes !== undefined && (bare || reason.trim() !== '')}
          send={() => answered(of, yes === true, reason.trim())}
          onClose={() => setOpen(false)}
        >
          <p>{of.alias?.statement ?? of.measure?.appeal?.grounds}</p>
          <Radio.Group
            value={yes}
            onChange={({ target }) => setYes(target.value as boolean)}
            aria-label={command(of.action)}
          >
            <Radio value={true}>{say(of.alias ? 'aliasYes' : 'measureYes')}</Radio>
            <Radio value={false}>{say(of.alias ? 'aliasNo' : 'measureNo')}</Radio>
          </Radio.Group>
          {bare ? null : (
            <Labelled label={say('reason')} required>
              {(id) => (
                <Input.TextArea
                  id={id}
                  rows={3}
                  maxLength={2000}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Labelled>
          )}
        </SendForm>
      ) : null}
    </>
  );
}
