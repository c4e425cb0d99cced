import { useSearchParams } from 'react-router';
import { PageHead } from '../parts/Panel.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { Bases } from './Bases.tsx';
import { Grades } from './Grades.tsx';
import { Keys } from './Keys.tsx';
import { Logs } from './Logs.tsx';
import { Measures } from './Measures.tsx';
import { Names } from './Names.tsx';
import { Recalls } from './Recalls.tsx';
import { Recognitions } from './Recognitions.tsx';
import { Reports } from './Reports.tsx';
import { useOversight } from './words.ts';

const SHOWN = {
  measures: Measures,
  recalls: Recalls,
  bases: Bases,
  reports: Reports,
  names: Names,
  grades: Grades,
  keys: Keys,
  recognitions: Recognitions,
  logs: Logs,
} as const;
const VIEWS = Object.keys(SHOWN) as (keyof typeof SHOWN)[];

/** What is ordered, recalled, traced by law, assessed, named, raised, reported and read. */
export default function Oversight() {
  const say = useOversight();
  const [search, setSearch] = useSearchParams();
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'measures';
  const Shown = SHOWN[view];
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Tabs
        label={say('views')}
        of={VIEWS.map((value) => ({ value, text: say(value) }))}
        value={view}
        onChange={(value) => setSearch({ view: value })}
      />
      <Shown />
    </>
  );
}
