import { Checkbox, Input, Select } from 'antd';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import { type Draft, RIGHTS, type RightDraft } from './draft.ts';
import { Encumbrances } from './Encumbrances.tsx';
import type { Party } from './Where.tsx';
import { useRegister } from './words.ts';

const SOURCES = ['own-production', 'public-data', 'purchase', 'authorisation'] as const;
const GRADES = ['general', 'important', 'core'] as const;
const BASES = ['consent', 'contract', 'statutory-duty', 'emergency', 'news', 'self-disclosed', 'other-law'] as const;
const HEADS = ['under-10k', '10k-100k', '100k-1m', 'over-1m'] as const;

const HEAD_TERMS = {
  'under-10k': 'UNDER_10K',
  '10k-100k': 'FROM_10K_TO_100K',
  '100k-1m': 'FROM_100K_TO_1M',
  'over-1m': 'OVER_1M',
};

type Props = { readonly draft: Draft; readonly change: Change; readonly holders: readonly Party[] };

/** The three rights: whose, since when, until when, and on what basis. */
function Rights({ draft, change, holders }: Props) {
  const say = useRegister();
  const term = useTerm();
  const set = (which: (typeof RIGHTS)[number], part: Partial<RightDraft>) =>
    change(({ rights }) => ({ rights: { ...rights, [which]: { ...rights[which], ...part } } }));
  return RIGHTS.map((which) => {
    const { on, holder, from, basis, until } = draft.rights[which];
    const name = term('RightKind', which.toUpperCase());
    const date = (part: 'from' | 'until') => {
      const id = `${which}-${part}`;
      return (
        <span>
          <label htmlFor={id}>
            <small>{say(part)}</small>
          </label>
          <Input
            id={id}
            disabled={!on}
            type="date"
            value={part === 'from' ? from : until}
            aria-label={`${name}: ${say(part)}`}
            onChange={({ target }) => set(which, { [part]: target.value })}
          />
        </span>
      );
    };
    return (
      <fieldset key={which} className="whole right">
        <Checkbox checked={on} onChange={({ target }) => set(which, { on: target.checked })}>
          {name}
        </Checkbox>
        {which === 'hold' ? null : (
          <Select
            className="holder"
            disabled={!on}
            value={holder}
            aria-label={`${name}: ${say('rightHolder')}`}
            options={[
              { value: '', label: say('rightHeld', { who: say('rightOwn') }) },
              ...holders.map(({ id, title }) => ({ value: id, label: say('rightHeld', { who: titled(title) }) })),
            ]}
            onChange={(chosen: string) => set(which, { holder: chosen })}
          />
        )}
        <Input
          disabled={!on}
          value={basis}
          maxLength={500}
          placeholder={say('basis')}
          aria-label={`${name}: ${say('basis')}`}
          onChange={({ target }) => set(which, { basis: target.value })}
        />
        {date('from')}
        {date('until')}
      </fieldset>
    );
  });
}

/** Where the data comes from, how it is graded, whom it concerns, by which right it is held, and what lies on it. */
export function Compliance({ draft, change, holders }: Props) {
  const say = useRegister();
  const term = useTerm();
  return (
    <Panel title={say('compliance')}>
      <div className="form">
        <Labelled label={say('source')} required>
          {(id) => (
            <Choice
              id={id}
              kind="SourceBasis"
              values={SOURCES}
              value={draft.source as (typeof SOURCES)[number]}
              onChange={(source) => change(() => ({ source }))}
            />
          )}
        </Labelled>
        <Labelled label={say('grade')} required>
          {(id) => (
            <Choice
              id={id}
              kind="Grade"
              values={GRADES}
              value={draft.grade}
              onChange={(grade) => change(() => ({ grade }))}
            />
          )}
        </Labelled>
        <div className="whole">
          <Checkbox checked={draft.personal} onChange={({ target }) => change(() => ({ personal: target.checked }))}>
            {say('personal')}
          </Checkbox>
        </div>
        {draft.personal ? (
          <>
            <Labelled label={say('legalBasis')} required hint="《个人信息保护法》第十三条">
              {(id) => (
                <Choice
                  id={id}
                  kind="LegalBasis"
                  values={BASES}
                  value={draft.legalBasis as ''}
                  placeholder={say('select')}
                  onChange={(legalBasis) => change(() => ({ legalBasis }))}
                />
              )}
            </Labelled>
            <Labelled label={say('heads')} required>
              {(id) => (
                <select
                  id={id}
                  className="native"
                  value={draft.heads}
                  onChange={({ target }) => change(() => ({ heads: target.value }))}
                >
                  <option value="">{say('select')}</option>
                  {HEADS.map((one) => (
                    <option key={one} value={one}>
                      {term('Heads', HEAD_TERMS[one])}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          </>
        ) : null}
        <Rights draft={draft} change={change} holders={holders} />
        <div className="whole">
          <Encumbrances draft={draft} change={change} />
        </div>
      </div>
    </Panel>
  );
}
