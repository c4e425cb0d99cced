import './charts.css';
import '../words/trade-terms.ts';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { StatisticsDocument, type StatisticsQuery } from '../generated/statistics.ts';
import { Answer } from '../parts/Answer.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useLanguage } from '../words/i18n.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { Chart } from './Chart.tsx';
import { figureOf, figureOfDays } from './figure.ts';
import { useCharts } from './words.ts';

const SPANS = [30, 90, 366] as const;
const BY_VALUE = [
  { title: 'byGrade', unit: 'unit_assets', of: 'assetsByGrade', kind: 'Grade' },
  { title: 'byKind', unit: 'unit_assets', of: 'assetsByKind', kind: 'AssetKind' },
  { title: 'certificatesBy', unit: 'unit_certificates', of: 'certificatesByState', kind: 'CertificateState' },
  { title: 'casesBy', unit: 'unit_cases', of: 'casesByState', kind: 'CaseState' },
  { title: 'ordersBy', unit: 'unit_orders', of: 'ordersByState', kind: 'OrderState' },
] as const;

function Figures({ of: { statistics } }: { readonly of: StatisticsQuery }) {
  const say = useCharts();
  const term = useTerm();
  const days = figureOfDays(say('byDay'), say('unit_mixed'), statistics.days, (kind) => say(kind));
  return (
    <div className="figures-grid">
      <Chart of={days} />
      {BY_VALUE.map(({ title, unit, of, kind }) =>
        // What only members see, such as orders, is left out for who sees none.
        statistics[of].length > 0 ? (
          <Chart key={of} of={figureOf(say(title), say(unit), statistics[of], (value) => term(kind, inApi(value)))} />
        ) : null,
      )}
    </div>
  );
}

/** What was registered, applied for and traded: by day, by grade and kind, and by state. */
export default function Charts() {
  const say = useCharts();
  useLanguage();
  const [days, setDays] = useState<(typeof SPANS)[number]>(30);
  const asked = useAsk(StatisticsDocument, { days });
  return (
    <Panel
      title={say('title')}
      extra={
        <select
          className="native"
          aria-label={say('span')}
          value={days}
          onChange={({ target }) => setDays(SPANS.find((span) => String(span) === target.value) ?? 30)}
        >
          {SPANS.map((span) => (
            <option key={span} value={span}>
              {say('last', { count: span })}
            </option>
          ))}
        </select>
      }
    >
      <p className="hint">{say('text')}</p>
      <Answer of={asked}>{(found) => <Figures of={found} />}</Answer>
    </Panel>
  );
}
