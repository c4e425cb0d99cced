type Props<Value extends string> = {
  readonly label: string;
  readonly of: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a few views of the same thing. */
export function Tabs<Value extends string>({ label, of, value, onChange }: Props<Value>) {
  return (
    <fieldset className="tabs" aria-label={label}>
      {of.map((one) => (
        <button key={one.value} type="button" aria-pressed={one.value === value} onClick={() => onChange(one.value)}>
          {one.text}
        </button>
      ))}
    </fieldset>
  );
}
