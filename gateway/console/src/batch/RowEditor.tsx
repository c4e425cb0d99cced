import { Input } from 'antd';
import { Labelled } from '../parts/Labelled.tsx';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { GRADES } from './About.tsx';
import type { Found } from './precheck.ts';
import type { Cell, Common, Row } from './row.ts';
import { cellName, useBatch } from './words.ts';

const CELLS = [
  'titleZh',
  'titleEn',
  'abstractZh',
  'keywords',
  'subject',
  'space',
  'from',
  'to',
  'records',
  'label',
  'file',
  'mediaType',
  'size',
  'sha256',
] as const satisfies readonly Cell[];

/** Which cell a finding of the ledger is about, by the path of its field. */
const WHERE: readonly (readonly [RegExp, Cell])[] = [
  [/title/, 'titleZh'],
  [/abstract/, 'abstractZh'],
  [/keywords/, 'keywords'],
  [/subject/, 'subject'],
  [/timeCoverage/, 'from'],
  [/spaceCoverage/, 'space'],
  [/records/, 'records'],
  [/grade/i, 'grade'],
  [/sha256|distributions/, 'sha256'],
  [/label/, 'label'],
];
const cellOf = (field: string): Cell | undefined => WHERE.find(([pattern]) => pattern.test(field))?.[1];

type Props = {
  readonly row: Row;
  readonly common: Common;
  readonly found: Found | undefined;
  readonly unfilled: readonly string[];
  readonly onChange: (part: Partial<Row>) => void;
};

/** One row with all its cells, what the ledger found in it, and where that is mended. */
export function RowEditor({ row, common, found, unfilled, onChange }: Props) {
  const say = useBatch();
  const term = useTerm();
  const language = useLanguage();
  const findings = found?.findings ?? [];
  const problemOf = (cell: Cell) =>
    findings
      .filter(({ field }) => cellOf(field) === cell)
      .map(({ code, field, zh, en, citation }) => (
        <div key={`${code}/${field}`}>
          {language === 'zh' ? zh : en} <small>{citation}</small>
        </div>
      ));
  const shared = (cell: Cell) => (cell in common ? common[cell as 'subject'] : '');
  const elsewhere = findings.filter(({ field }) => cellOf(field) === undefined);
  return (
    <div className="row-editor">
      {elsewhere.map(({ code, field, zh, en, citation }) => (
        <p key={`${code}/${field}`} className="problem">
          {language === 'zh' ? zh : en} <small>{citation}</small>
        </p>
      ))}
      {found?.duplicates.map(({ sha256, entity, asset }) => (
        <p key={sha256 + asset} className="problem">
          {say('duplicate', { entity, asset })}
        </p>
      ))}
      <div className="form">
        {CELLS.map((cell) => {
          const problems = problemOf(cell);
          const wrong = unfilled.includes(cell);
          return (
            <Labelled
              key={cell}
              label={cellName(say, cell)}
              required={wrong}
              problem={
                problems.length > 0 ? problems : wrong ? say('unfilled', { fields: cellName(say, cell) }) : undefined
              }
            >
              {(id) => (
                <Input
                  id={id}
                  value={row[cell]}
                  placeholder={shared(cell)}
                  maxLength={cell === 'abstractZh' ? 4000 : 200}
                  onChange={({ target }) => onChange({ [cell]: target.value })}
                />
              )}
            </Labelled>
          );
        })}
        <Labelled label={say('grade')} problem={problemOf('grade').length > 0 ? problemOf('grade') : undefined}>
          {(id) => (
            <select
              id={id}
              className="native"
              value={row.grade}
              onChange={({ target }) => onChange({ grade: target.value })}
            >
              <option value="">{term('Grade', common.grade.toUpperCase())}</option>
              {GRADES.map((grade) => (
                <option key={grade} value={grade}>
                  {term('Grade', grade.toUpperCase())}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
    </div>
  );
}
