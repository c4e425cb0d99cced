import { Input, InputNumber, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Attachments } from '../parts/Attachments.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { useHasRole } from '../session/session.ts';
import { useTerm } from '../words/terms.ts';
import { Division } from './Division.tsx';
import { dividesNow, isWhole, send, type Written, writtenFor } from './move.ts';
import type { Found, Move } from './moves.ts';
import { useLicence } from './words.ts';

type Part = { readonly of: Found; readonly written: Written; readonly set: (part: Partial<Written>) => void };

function Reason({ written, set }: Part) {
  const say = useLicence();
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

function Ground({ written, set }: Part) {
  const say = useLicence();
  const term = useTerm();
  const regulator = useHasRole('REGULATOR');
  const grounds = regulator ? (['order'] as const) : (['notice', 'breach'] as const);
  return (
    <>
      <Radio.Group
        aria-label={say('ground')}
        value={written.ground}
        onChange={({ target }) => set({ ground: target.value as Written['ground'] })}
      >
        {grounds.map((ground) => (
          <Radio key={ground} value={ground}>
            {term('AgreementEnd', ground.toUpperCase())}
          </Radio>
        ))}
      </Radio.Group>
      {written.ground === 'breach' ? (
        <fieldset className="fields">
          <legend>{say('breachEvidence')} *</legend>
          <Attachments of={written.evidence} onChange={(change) => set({ evidence: change(written.evidence) })} />
        </fieldset>
      ) : null}
    </>
  );
}

function Count({ label, max, value, onChange }: CountProps) {
  return (
    <Labelled label={label} required>
      {(id) => (
        <InputNumber
          id={id}
          className="full"
          min={1}
          max={Math.max(1, max)}
          value={value}
          onChange={(next) => onChange(next ?? 1)}
        />
      )}
    </Labelled>
  );
}
type CountProps = {
  readonly label: ReactNode;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
};

function Use({ of, written, set }: Part) {
  const say = useLicence();
  const actions = of.terms.actions.map((action) => action.toLowerCase()) as Exclude<Written['action'], ''>[];
  const releases = of.asset?.releases.filter(({ id }) => !of.releaseId || id === of.releaseId) ?? [];
  return (
    <>
      <Count
        label={say('times')}
        max={of.quota?.remainder ?? 1}
        value={written.uses}
        onChange={(uses) => set({ uses })}
      />
      <Labelled label={say('release')} required>
        {(id) => (
          <select
            id={id}
            className="native"
            value={written.release}
            onChange={({ target }) => set({ release: target.value })}
          >
            {releases.map((release) => (
              <option key={release.id} value={release.id}>
                {release.text?.label ?? `#${release.rank}`} · {release.id.slice(0, 12)}…
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say('action')} required>
        {(id) => (
          <Choice
            id={id}
            kind="LicenceAction"
            values={actions}
            value={written.action}
            onChange={(action) => set({ action })}
          />
        )}
      </Labelled>
      <Labelled label={say('purpose')} required hint={of.terms.purposes?.join('、')}>
        {(id) => <Input id={id} value={written.purpose} onChange={({ target }) => set({ purpose: target.value })} />}
      </Labelled>
    </>
  );
}

type Props = { readonly move: Move; readonly title: string; readonly of: Found; readonly onClose: () => void };

/** What a move needs to be told; then the sheet shows what is signed. */
export function MoveForm({ move, title, of, onClose }: Props) {
  const say = useLicence();
  const regulator = useHasRole('REGULATOR');
  const [written, setWritten] = useState<Written>(() => writtenFor(of, regulator));
  const set = (part: Partial<Written>) => setWritten((all) => ({ ...all, ...part }));
  const part = { of, written, set };
  return (
    <SendForm title={title} ready={isWhole(move, written)} send={() => send(move, of, written)} onClose={onClose}>
      {move === 'licence:conclude' ? <p className="hint">{say('proposeText')}</p> : null}
      {move === 'licence:conclude' && dividesNow(of) ? (
        <Division count={of.terms.count ?? 1} of={written.divided} onChange={(divided) => set({ divided })} />
      ) : null}
      {move === 'licence:terminate' ? <Ground {...part} /> : null}
      {move === 'licence:decline' || move === 'licence:terminate' ? <Reason {...part} /> : null}
      {move === 'usage:spend' ? <Use {...part} /> : null}
      {move === 'usage:allot' ? (
        <Count
          label={say('slots')}
          max={of.quota?.kept ?? 1}
          value={written.slots}
          onChange={(slots) => set({ slots })}
        />
      ) : null}
    </SendForm>
  );
}
