import type { EdgeState, Grade } from '../generated/trace.ts';
import { useTerm } from '../words/terms.ts';
import { useTrace } from './words.ts';

/** How an edge of each state is drawn: colour, line and sign differ, so that none of them is the only one. */
export const LINES: Readonly<Record<EdgeState | 'ALIAS', { tone: string; dash: string; width: number; sign: string }>> =
  {
    CONFIRMED: { tone: '--good', dash: '', width: 2.5, sign: '✓' },
    CLAIMED: { tone: '--info', dash: '9 5', width: 2, sign: '?' },
    UNANSWERED: { tone: '--warn', dash: '12 4 2 4', width: 2, sign: '…' },
    DISPUTED: { tone: '--bad', dash: '2 5', width: 3, sign: '!' },
    WITHDRAWN: { tone: '--soft', dash: '1 6', width: 1.5, sign: '×' },
    REJECTED: { tone: '--soft', dash: '1 6', width: 1.5, sign: '×' },
    ALIAS: { tone: '--soft', dash: '4 3', width: 1.5, sign: '≡' },
  };

export const lineOf = ({ state, alias }: { readonly state: EdgeState; readonly alias: boolean }) =>
  LINES[alias ? 'ALIAS' : state];

export const GRADE_TONES: Readonly<Record<Grade, string>> = { GENERAL: 'good', IMPORTANT: 'warn', CORE: 'bad' };

/** A grade by its letter and colour, said in full to who hears the page. */
export function GradeLetter({ grade }: { readonly grade: Grade }) {
  const say = useTrace();
  const term = useTerm();
  return (
    <span
      className={`grade-letter ${GRADE_TONES[grade]}`}
      title={term('Grade', grade)}
      role="img"
      aria-label={term('Grade', grade)}
    >
      {say(`letter.${grade}`)}
    </span>
  );
}

const SHOWN = ['CONFIRMED', 'CLAIMED', 'UNANSWERED', 'DISPUTED', 'ALIAS'] as const;

/** What lines, letters and boxes mean. */
export function Legend() {
  const say = useTrace();
  const term = useTerm();
  return (
    <ul className="trace-legend" aria-label={say('legend')}>
      {SHOWN.map((state) => {
        const { tone, dash, width, sign } = LINES[state];
        return (
          <li key={state}>
            <svg width="44" height="14" aria-hidden="true">
              <line x1="0" y1="7" x2="44" y2="7" stroke={`var(${tone})`} strokeWidth={width} strokeDasharray={dash} />
            </svg>
            <span aria-hidden="true">{sign}</span> {state === 'ALIAS' ? say('alias') : term('EdgeState', state)}
          </li>
        );
      })}
      {(['GENERAL', 'IMPORTANT', 'CORE'] as const).map((grade) => (
        <li key={grade}>
          <GradeLetter grade={grade} /> <span aria-hidden="true">{term('Grade', grade)}</span>
        </li>
      ))}
      <li>
        <span className="swatch hidden-one" aria-hidden="true" /> {say('hidden')}
      </li>
      <li>
        <span className="swatch outside" aria-hidden="true" /> {say('external')}
      </li>
    </ul>
  );
}
