import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useLook } from '../app/look.ts';
import { count } from '../parts/format.ts';
import { Nothing } from '../parts/Panel.tsx';
import { useLanguage } from '../words/i18n.ts';
import type { Drawn } from './draw.ts';
import { type Figure, type Palette, totalOf } from './figure.ts';
import { useCharts } from './words.ts';

const SERIES = ['--chart-1', '--chart-2', '--chart-3', '--chart-4'];

const TALL = 280;
const BAR = 38;

/** The colours of the look in use, as the style sheet has them. */
function paletteOf(place: HTMLElement): Palette {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'),
    soft: colour('--soft'),
    line: colour('--line'),
    card: colour('--card'),
    font: style.fontFamily,
    series: SERIES.map(colour),
  };
}

function Table({ of }: { readonly of: Figure }) {
  const say = useCharts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className="scroll" tabIndex={0}>
      <table>
        <caption className="unseen">{of.title}</caption>
        <thead>
          <tr>
            <th scope="col">{say(of.overTime ? 'day' : 'what')}</th>
            {of.series.map(({ name }) => (
              <th key={name} scope="col">
                {of.overTime ? name : say('count', { unit: of.unit })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.names.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {of.series.map((series) => (
                <td key={series.name}>{count(series.values[row] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The picture; what it says is told to who does not see it. */
function Picture({ of }: { readonly of: Figure }) {
  const say = useCharts();
  const look = useLook();
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let made: Drawn | undefined;
    let gone = false;
    void import('./draw.ts').then(({ drawIn }) => {
      if (gone || !place.current) return;
      made = drawIn(place.current);
      setDrawn(made);
    });
    return () => {
      gone = true;
      made?.end();
    };
  }, []);
  // The look is read from the style sheet: it is drawn anew when the look changes.
  useEffect(() => {
    if (look && drawn && place.current) drawn.show(of, paletteOf(place.current));
  }, [drawn, of, look]);
  const values = of.overTime
    ? say('total', { count: count(totalOf(of)), unit: '' })
    : of.names.map((name, n) => `${name} ${of.series[0]?.values[n] ?? 0} ${of.unit}`).join('; ');
  return (
    <div
      className="chart"
      style={{ height: of.overTime ? TALL : of.names.length * BAR + 16 }}
      role="img"
      aria-label={say('described', { title: of.title, values })}
    >
      {drawn ? null : <p className="reading">{say('drawing')}</p>}
      <div ref={place} className="canvas" />
    </div>
  );
}

/** One figure, as a picture or as the table that says the same. */
export function Chart({ of }: { readonly of: Figure }) {
  const say = useCharts();
  useLanguage();
  const [table, setTable] = useState(false);
  const some = totalOf(of) > 0;
  return (
    <section className={of.overTime ? 'figure whole' : 'figure'} aria-label={of.title}>
      <header className="row-head">
        <h3>{of.title}</h3>
        {some && !of.overTime ? <small>{say('total', { count: count(totalOf(of)), unit: of.unit })}</small> : null}
        {some ? (
          <Button size="small" type="text" className="end" aria-pressed={table} onClick={() => setTable(!table)}>
            {say(table ? 'chart' : 'table')}
          </Button>
        ) : null}
      </header>
      {some ? table ? <Table of={of} /> : <Picture of={of} /> : <Nothing>{say('none')}</Nothing>}
    </section>
  );
}
