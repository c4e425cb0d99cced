import { Select } from 'antd';
import { inApi, useTerm } from '../words/terms.ts';

type Props<Value extends string> = {
  readonly id: string;
  readonly kind: string;
  readonly values: readonly Value[];
  readonly value: Value | '';
  readonly placeholder?: string;
  readonly onChange: (value: Value) => void;
};

/** The browser's modal dialog lies over everything that is not in it: a list that belongs to it opens inside. */
export const popupIn = (control: HTMLElement): HTMLElement => control.closest('dialog') ?? document.body;

/** One of the ledger's words, in the ledger's own form, shown in the reader's language. */
export function Choice<Value extends string>({ id, kind, values, value, placeholder, onChange }: Props<Value>) {
  const term = useTerm();
  return (
    <Select
      id={id}
      className="full"
      getPopupContainer={popupIn}
      value={value === '' ? null : value}
      placeholder={placeholder}
      options={values.map((one) => ({ value: one, label: term(kind, inApi(one)) }))}
      onChange={onChange as never}
    />
  );
}
