import type { Commands } from '@suyuan/schemas';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../data/query.ts';
import { EntitiesDocument } from '../generated/members.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { useMembers } from './words.ts';

type Content = Commands['membership:propose']['content'];
type Entity = Extract<Content, { kind: 'enter' }>['entity'];

const ROLES = [
  'holder',
  'registrar',
  'assessor',
  'exchange',
  'arbiter',
  'bank',
  'regulator',
  'agency',
  'computing',
  'analyst',
  'auditor',
] as const satisfies readonly Entity['roles'][number][];
const GRADES = ['general', 'important', 'core'] as const satisfies readonly Entity['clearance'][];

type Draft = {
  readonly kind: 'enter' | 'roles';
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly creditCode: string;
  readonly roles: Entity['roles'];
  readonly clearance: Entity['clearance'];
  readonly until: string;
};

const WEEK_MS = 7 * 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** What a draft proposes; undefined while something is missing. */
function contentOf({ kind, id, zh, en, creditCode, roles, clearance }: Draft, host: string): Content | undefined {
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(id) || roles.length === 0) return undefined;
  if (kind === 'roles') return { kind, entity: id, roles, clearance };
  if (!zh.trim()) return undefined;
  const title = { zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) } as Entity['title'];
  return { kind, entity: { id, title, host, roles, clearance, ...(creditCode ? { creditCode } : {}) } };
}

function Whom({ draft, set }: { readonly draft: Draft; readonly set: (part: Partial<Draft>) => void }) {
  const say = useMembers();
  const entities = useAsk(EntitiesDocument, {}).data?.entities.nodes ?? [];
  const text = (name: 'id' | 'zh' | 'en' | 'creditCode', required: boolean) => (
    <Labelled label={say(name)} required={required}>
      {(id) => <Input id={id} value={draft[name]} onChange={({ target }) => set({ [name]: target.value })} />}
    </Labelled>
  );
  if (draft.kind === 'enter')
    return (
      <>
        {text('zh', true)}
        {text('en', false)}
        {text('id', true)}
        {text('creditCode', false)}
      </>
    );
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
    <Labelled label={say('entity')} required>
      {(id) => (
        <select id={id} className="native" value={draft.id} onChange={({ target }) => choose(target.value)}>
          <option value="">{say('choose')}</option>
          {entities.map((entity) => (
            <option key={entity.id} value={entity.id}>
              {titled(entity.title)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Proposes that an entity enters under one's own operator, or that one has other roles. */
export function ProposeForm({ onClose }: { readonly onClose: () => void }) {
  const say = useMembers();
  const shell = useShell();
  const term = useTerm();
  const navigate = useNavigate();
  const host = useSession()?.person.msp ?? '';
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: 'enter',
    id: '',
    zh: '',
    en: '',
    creditCode: '',
    roles: ['holder'],
    clearance: 'general',
    until: dayOf(Date.now() + WEEK_MS),
  }));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const content = contentOf(draft, host);
  const send = async () => {
    if (!content) return;
    setBusy(true);
    setError(undefined);
    try {
      const expiresAt = new Date(`${draft.until}T23:59:59`).toISOString();
      const { subject } = await act('membership:propose', { content, expiresAt });
      onClose();
      await navigate(`/proposals/${subject}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      wide
      title={say('propose')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="primary" disabled={!content || !draft.until} loading={busy} onClick={() => void send()}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Radio.Group
          aria-label={say('kind')}
          value={draft.kind}
          onChange={({ target }) => set({ kind: target.value as Draft['kind'], id: '' })}
        >
          <Radio value="enter">{say('enter')}</Radio>
          <Radio value="roles">{say('roles')}</Radio>
        </Radio.Group>
        <div className="form">
          <Whom draft={draft} set={set} />
          <Labelled label={say('clearance')} required>
            {(id) => (
              <select
                id={id}
                className="native"
                value={draft.clearance}
                onChange={({ target }) => set({ clearance: target.value as Draft['clearance'] })}
              >
                {GRADES.map((grade) => (
                  <option key={grade} value={grade}>
                    {term('Grade', grade.toUpperCase())}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={say('expires')} required hint={say('expiresHint')}>
            {(id) => (
              <Input id={id} type="date" value={draft.until} onChange={({ target }) => set({ until: target.value })} />
            )}
          </Labelled>
          <fieldset className="fields whole">
            <legend>{say('rolesOf')} *</legend>
            <Checkbox.Group
              value={[...draft.roles]}
              options={ROLES.map((value) => ({ value, label: term('Role', value.toUpperCase()) }))}
              onChange={(roles) => set({ roles: roles as Entity['roles'] })}
            />
          </fieldset>
        </div>
        {error === undefined ? null : <Refusal error={error} />}
      </div>
    </Dialog>
  );
}
