import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { EntitiesDocument, InstitutionsDocument } from '../generated/members.ts';
import { Drop } from '../parts/Drop.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { type Draft, DUTIES, type Entity, GRADES, REPLACED, ROLES } from './proposal.ts';
import { useMembers } from './words.ts';

type Props = { readonly draft: Draft; readonly set: (part: Partial<Draft>) => void };
type Text = 'id' | 'zh' | 'en' | 'operatorZh' | 'operatorEn' | 'creditCode' | 'territory' | 'msp' | 'subject';

function Written({ name, required = false, draft, set }: Props & { readonly name: Text; readonly required?: boolean }) {
  const say = useMembers();
  return (
    <Labelled label={say(name)} required={required}>
      {(id) => (
        <Input id={id} value={draft[name]} onChange={({ target }) => set({ [name]: target.value.trimStart() })} />
      )}
    </Labelled>
  );
}

type Option = { readonly value: string; readonly text: string };
type ChosenProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
};

function Chosen({ label, value, options, required = true, onChange }: ChosenProps) {
  const say = useMembers();
  return (
    <Labelled label={label} required={required}>
      {(id) => (
        <select id={id} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say('choose')}</option>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

const useEntities = () => useAsk(EntitiesDocument, {}).data?.entities.nodes ?? [];
const optionsOf = (entities: ReturnType<typeof useEntities>): readonly Option[] =>
  entities.filter(({ state }) => state === 'ACTIVE').map(({ id, title }) => ({ value: id, text: titled(title) }));

function RolesAndClearance({ draft, set }: Props) {
  const say = useMembers();
  const term = useTerm();
  return (
    <>
      <Chosen
        label={say('clearance')}
        value={draft.clearance}
        options={GRADES.map((grade) => ({ value: grade, text: term('Grade', grade.toUpperCase()) }))}
        onChange={(grade) => set({ clearance: (grade || 'general') as Draft['clearance'] })}
      />
      <fieldset className="fields whole">
        <legend>{say('rolesOf')} *</legend>
        <Checkbox.Group
          value={[...draft.roles]}
          options={ROLES.map((value) => ({ value, label: term('Role', value.toUpperCase()) }))}
          onChange={(roles) => set({ roles: roles as Entity['roles'] })}
        />
      </fieldset>
    </>
  );
}

/** A legal person that enters; as an operator of its own or under the one that proposes it. */
export function Entering(props: Props) {
  const operator = props.draft.kind === 'operator';
  return (
    <>
      {operator ? (
        <>
          <Written name="operatorZh" required {...props} />
          <Written name="operatorEn" {...props} />
          <Written name="msp" required {...props} />
        </>
      ) : null}
      <Written name="zh" required {...props} />
      <Written name="en" {...props} />
      <Written name="id" required {...props} />
      <Written name="creditCode" {...props} />
      <Written name="territory" {...props} />
      <RolesAndClearance {...props} />
    </>
  );
}

/** Other roles for an entity, or another clearance. */
export function Roles({ draft, set }: Props) {
  const say = useMembers();
  const entities = useEntities();
  const choose = (id: string) => {
    const found = entities.find((entity) => entity.id === id);
    const lower = (word: string) => word.toLowerCase();
    set({
      id,
      roles: (found?.roles ?? []).map(lower) as Entity['roles'],
      clearance: lower(found?.clearance ?? 'general') as Entity['clearance'],
    });
  };
  return (
    <>
      <Chosen label={say('entity')} value={draft.id} options={optionsOf(entities)} onChange={choose} />
      <RolesAndClearance draft={draft} set={set} />
    </>
  );
}

const useOperators = (): readonly Option[] =>
  (useAsk(InstitutionsDocument, {}).data?.operators ?? []).map(({ msp, title }) => ({
    value: msp,
    text: titled(title),
  }));

/** An operator that joins the committee or leaves it. */
export function Committee({ draft, set }: Props) {
  const say = useMembers();
  return (
    <>
      <Chosen label={say('operator')} value={draft.msp} options={useOperators()} onChange={(msp) => set({ msp })} />
      <Checkbox className="whole" checked={draft.member} onChange={({ target }) => set({ member: target.checked })}>
        {say('joins')}
      </Checkbox>
    </>
  );
}

/** An entity that leaves, and who takes over what it did in each role. */
export function Leaving({ draft, set }: Props) {
  const say = useMembers();
  const term = useTerm();
  const entities = useEntities();
  const operators = useOperators();
  const roles = entities.find(({ id }) => id === draft.id)?.roles ?? [];
  const others = optionsOf(entities).filter(({ value }) => value !== draft.id);
  return (
    <>
      <Chosen
        label={say('entity')}
        value={draft.id}
        options={optionsOf(entities)}
        onChange={(id) => set({ id, successors: {} })}
      />
      {DUTIES.filter((role) => roles.some((one) => one.toLowerCase() === role)).map((role) => (
        <Chosen
          key={role}
          label={say('successorAs', { role: term('Role', role.toUpperCase()) })}
          value={draft.successors[role] ?? ''}
          options={others}
          onChange={(entity) => set({ successors: { ...draft.successors, [role]: entity } })}
        />
      ))}
      <Chosen
        label={say('newHost')}
        required={false}
        value={draft.host}
        options={operators}
        onChange={(host) => set({ host })}
      />
    </>
  );
}

/** Who acts for a silent one in one case. */
export function Replacing({ draft, set }: Props) {
  const say = useMembers();
  const term = useTerm();
  const options = optionsOf(useEntities());
  return (
    <>
      <Written name="subject" required draft={draft} set={set} />
      <Chosen
        label={say('role')}
        value={draft.role}
        options={REPLACED.map((role) => ({ value: role, text: term('Role', role.toUpperCase()) }))}
        onChange={(role) => set({ role: (role || 'registrar') as Draft['role'] })}
      />
      <Chosen label={say('silent')} value={draft.silent} options={options} onChange={(silent) => set({ silent })} />
      <Chosen
        label={say('successor')}
        value={draft.successor}
        options={options.filter(({ value }) => value !== draft.silent)}
        onChange={(successor) => set({ successor })}
      />
    </>
  );
}

/** A profile of registration, by its file: its rules are many and are drawn up outside. */
export function Profile({ draft, set }: Props) {
  const say = useMembers();
  const [problem, setProblem] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      const profile: unknown = JSON.parse(await file.text());
      const whole = typeof profile === 'object' && profile !== null && 'id' in profile && 'version' in profile;
      setProblem(!whole);
      set({ profile: whole ? profile : undefined });
    } catch {
      setProblem(true);
      set({ profile: undefined });
    }
  };
  const found = draft.profile as { id: string; version: number; title?: { zh: string; en?: string } } | undefined;
  return (
    <div className="whole">
      <Drop
        label={say('profileDrop')}
        hint={say('profileHint')}
        accept=".json,application/json"
        many={false}
        onFiles={([file]) => void read(file)}
      />
      {problem ? <p className="verdict bad">{say('profileNone')}</p> : null}
      {found ? (
        <p className="verdict good" role="status">
          {titled(found.title)} · {found.id} · {found.version}
        </p>
      ) : null}
    </div>
  );
}
