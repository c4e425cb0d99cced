import { CheckCircleFilled, CloseCircleFilled, EyeInvisibleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { TransactionCertificatePageQuery } from '../generated/trade.ts';
import { yuan } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Lines } from '../session/Lines.tsx';
import { type Checked, checkOpening, checkSale } from './opening.ts';
import { useTrade } from './words.ts';

type Certificate = NonNullable<TransactionCertificatePageQuery['transactionCertificate']>;

const ICONS = { same: CheckCircleFilled, other: CloseCircleFilled, hidden: EyeInvisibleOutlined } as const;
const TONES = { same: 'good', other: 'bad', hidden: 'plain' } as const;

function Value({ of }: { readonly of: unknown }) {
  if (typeof of === 'string') return <Identifier value={of} />;
  if (Array.isArray(of)) return of.map((one) => <Identifier key={String(one)} value={String(one)} />);
  const { fen } = of as { readonly fen?: number };
  return typeof fen === 'number' ? <b className="price">{yuan(fen)}</b> : <Lines of={of as object} />;
}

function Field({ of: { field, commitment, found, opening } }: { readonly of: Checked }) {
  const say = useTrade();
  const [copied, setCopied] = useState(false);
  const Icon = ICONS[found];
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(opening));
    setCopied(true);
  };
  return (
    <li>
      <span className="row-head">
        <b>{say(`commitment_${field}` as 'commitment_price')}</b>
        <span className={`tag ${TONES[found]}`}>
          <Icon aria-hidden="true" />{' '}
          {say(found === 'same' ? 'revealed' : found === 'other' ? 'revealedOther' : 'unrevealed')}
        </span>
        {opening ? (
          <Button className="end" size="small" onClick={() => void copy()}>
            {say(copied ? 'openingCopied' : 'openingCopy')}
          </Button>
        ) : null}
      </span>
      {opening ? (
        <div>
          <Value of={opening[2]} />
        </div>
      ) : null}
      <small>
        {say('committedTo')} <Identifier value={commitment} />
      </small>
    </li>
  );
}

/** Checks what a party has handed on of the sale, against the public certificate. */
function Handed({ commitments }: { readonly commitments: Readonly<Record<string, string>> }) {
  const say = useTrade();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<Checked | 'none'>();
  const check = async () => setChecked((await checkOpening(commitments, text)) ?? 'none');
  return (
    <details>
      <summary>{say('handed')}</summary>
      <div className="stack">
        <Labelled label={say('handedLabel')} hint={say('handedHint')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              spellCheck={false}
              value={text}
              onChange={({ target }) => {
                setText(target.value);
                setChecked(undefined);
              }}
            />
          )}
        </Labelled>
        <div className="actions">
          <Button disabled={!text.trim()} onClick={() => void check()}>
            {say('handedCheck')}
          </Button>
        </div>
        {checked === 'none' ? (
          <p className="verdict bad" role="status">
            {say('handedNone')}
          </p>
        ) : null}
        {checked && checked !== 'none' ? (
          <ul className="rows" role="status">
            <Field of={checked} />
          </ul>
        ) : null}
      </div>
    </details>
  );
}

/** What the certificate commits to, field by field: revealed to the reader or not, and worked out again in the browser. */
export function Commitments({ of }: { readonly of: Certificate }) {
  const say = useTrade();
  const commitments = of.commitments as Readonly<Record<string, string>>;
  const { data: checked } = useQuery({
    queryKey: ['checked', of.number, of.recorded.transactionId, of.order?.id],
    queryFn: () => checkSale(commitments, of.order),
  });
  const many = (found: Checked['found']) => checked?.filter((one) => one.found === found).length ?? 0;
  return (
    <Panel
      title={<Identifier value={of.number} whole />}
      extra={of.demonstration ? <span className="tag warn">{say('demonstration')}</span> : null}
    >
      <h3>{say('commitments')}</h3>
      <p className="hint">{say('commitmentsText')}</p>
      {checked ? (
        <p className={many('other') ? 'verdict bad' : many('same') ? 'verdict good' : 'hint'} role="status">
          {many('other')
            ? say('saleFailed', { bad: many('other') })
            : say('saleChecked', { good: many('same'), hidden: many('hidden') })}
        </p>
      ) : null}
      <ul className="rows">
        {checked?.map((one) => (
          <Field key={one.field} of={one} />
        ))}
      </ul>
      <Handed commitments={commitments} />
    </Panel>
  );
}
