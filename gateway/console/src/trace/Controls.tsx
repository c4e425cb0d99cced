import { Slider } from 'antd';
import { useId, useState } from 'react';
import { useLive } from '../data/live.ts';
import { moment } from '../parts/format.ts';
import { Tabs } from '../parts/Tabs.tsx';
import { useTerm } from '../words/terms.ts';
import type { Lineage } from './model.ts';
import { asOfOf, changed, chosen, DEPTHS, DIRECTIONS, depthOf, directionOf, GRADES, STATES } from './question.ts';
import { useTrace } from './words.ts';

type Props = { readonly search: URLSearchParams; readonly set: (next: URLSearchParams) => void };

function Checks<Value extends string>({
  name,
  kind,
  all,
  search,
  set,
}: Props & { readonly name: 'state' | 'grade'; readonly kind: string; readonly all: readonly Value[] }) {
  const say = useTrace();
  const term = useTerm();
  const values = chosen(search, name, all);
  const toggle = (value: Value) => {
    const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
    set(changed(search, { [name]: next.length === all.length ? [] : next }));
  };
  return (
    <fieldset>
      <legend>{say(name === 'state' ? 'states' : 'grades')}</legend>
      {all.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            disabled={values.length === 1 && values[0] === value}
            onChange={() => toggle(value)}
          />{' '}
          {term(kind, value)}
        </label>
      ))}
    </fieldset>
  );
}

/** Which way, how far, and over which edges and nodes. */
export function Controls({ search, set }: Props) {
  const say = useTrace();
  const depth = depthOf(search);
  const id = useId();
  return (
    <div className="trace-controls">
      <Tabs
        label={say('direction')}
        of={DIRECTIONS.map((value) => ({ value, text: say(value) }))}
        value={directionOf(search)}
        onChange={(value) => set(changed(search, { direction: value === 'BOTH' ? undefined : value.toLowerCase() }))}
      />
      <span className="trace-depth">
        <label htmlFor={id}>{say('depth')}</label>
        <select
          id={id}
          value={depth === null ? 'whole' : String(depth)}
          onChange={({ target }) => set(changed(search, { depth: target.value, open: undefined }))}
        >
          {[...new Set([...DEPTHS, ...(depth === null ? [] : [String(depth)])])].map((value) => (
            <option key={value} value={value}>
              {value === 'whole' ? say('whole') : say('hops', { count: value })}
            </option>
          ))}
        </select>
      </span>
      <details className="trace-filters">
        <summary>{say('filters')}</summary>
        <div>
          <Checks name="state" kind="EdgeState" all={STATES} search={search} set={set} />
          <Checks name="grade" kind="Grade" all={GRADES} search={search} set={set} />
          <label>
            <input
              type="checkbox"
              checked={search.get('aliases') !== 'no'}
              onChange={({ target }) => set(changed(search, { aliases: target.checked ? undefined : 'no' }))}
            />{' '}
            {say('aliases')}
          </label>
        </div>
      </details>
    </div>
  );
}

/** For a browser's field of date and time, which knows no zone. */
function local(time: string): string {
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The graph as it was: by block on a slider, or by time. */
export function AsOf({ search, set, asOf }: Props & { readonly asOf: Lineage['asOf'] | undefined }) {
  const say = useTrace();
  const { block: height } = useLive();
  const said = asOfOf(search);
  const newest = Math.max(height ?? 0, asOf?.block ?? 0);
  const at = said ? (said.block ?? asOf?.block ?? newest) : newest;
  const [held, hold] = useState<number>();
  const id = useId();
  const choose = (block: number) => {
    hold(undefined);
    set(changed(search, { block: block >= newest ? undefined : String(block), time: undefined }));
  };
  return (
    <div className="trace-as-of">
      <span>{say('asOf')}</span>
      <Slider
        min={0}
        max={newest}
        value={held ?? at}
        onChange={hold}
        onChangeComplete={choose}
        ariaLabelForHandle={say('asOfBlock')}
        tooltip={{ formatter: (block) => `${say('asOfBlock')} ${block}` }}
      />
      <output>
        {say('asOfBlock')} {held ?? at}
        {asOf?.time && held === undefined ? <small> · {moment(asOf.time)}</small> : null}
      </output>
      <label htmlFor={id}>{say('atTime')}</label>
      <input
        id={id}
        type="datetime-local"
        step="1"
        value={asOf?.time ? local(asOf.time) : ''}
        onChange={({ target }) =>
          target.value && set(changed(search, { time: new Date(target.value).toISOString(), block: undefined }))
        }
      />
      <button
        type="button"
        className="link"
        disabled={!said}
        onClick={() => set(changed(search, { block: undefined, time: undefined }))}
      >
        {say('now')}
      </button>
    </div>
  );
}
