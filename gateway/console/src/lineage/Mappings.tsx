import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTerm } from '../words/terms.ts';
import { type Mapping, sameNames, TRANSFORMATIONS } from './claim.ts';
import { useLineage } from './words.ts';

type Props = {
  readonly of: readonly Mapping[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly onChange: (columns: readonly Mapping[]) => void;
};

type ColumnProps = {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
};

/** One of the columns that a release states; any name where it states none. */
function Column({ label, names, value, onChange }: ColumnProps) {
  if (names.length === 0)
    return <input aria-label={label} value={value} maxLength={200} onChange={({ target }) => onChange(target.value)} />;
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">–</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** Which column of the input became which column of the output, and how. */
export function Mappings({ of, from, to, onChange }: Props) {
  const say = useLineage();
  const term = useTerm();
  const set = (index: number, part: Partial<Mapping>) =>
    onChange(of.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const shared = sameNames(from, to, of).length > of.length;
  return (
    <fieldset className="fields">
      <legend>{say('columns')}</legend>
      <p className="hint">{say('columnsText')}</p>
      <div className="mappings">
        {of.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: mappings have no name of their own and keep their order
          <div key={index} className="mapping">
            <Column
              label={say('columnFrom')}
              names={from}
              value={one.from}
              onChange={(name) => set(index, { from: name })}
            />
            <span aria-hidden="true">→</span>
            <Column label={say('columnTo')} names={to} value={one.to} onChange={(name) => set(index, { to: name })} />
            <select
              aria-label={say('transformation')}
              value={one.transformation}
              onChange={({ target }) => set(index, { transformation: target.value as Mapping['transformation'] })}
            >
              {TRANSFORMATIONS.map((kind) => (
                <option key={kind} value={kind}>
                  {term('Transformation', kind.toUpperCase())}
                </option>
              ))}
            </select>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={say('removeColumn', { n: index + 1 })}
              onClick={() => onChange(of.filter((_, at) => at !== index))}
            />
          </div>
        ))}
      </div>
      <div className="actions">
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          onClick={() => onChange([...of, { from: '', to: '', transformation: 'identity' }])}
        >
          {say('addColumn')}
        </Button>
        {shared ? (
          <Button size="small" onClick={() => onChange(sameNames(from, to, of))}>
            {say('sameNames')}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
