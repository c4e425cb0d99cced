import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SubjectPicker } from '../licence/Subject.tsx';
import { TermsFields } from '../licence/TermsFields.tsx';
import { count } from '../parts/format.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { type Draft, EMPTY, fenOfYuan, listingOf } from './draft.ts';
import { useTrade } from './words.ts';

/** Lists a release of one's own: what a buyer will be licensed to do, at a fixed price in yuan. */
export function ListForm({ onClose }: { readonly onClose: () => void }) {
  const say = useTrade();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY);
  const [asset, setAsset] = useState('');
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const fen = fenOfYuan(draft.price);
  const listing = listingOf(draft, new Date());
  const send = async () => {
    if (!listing) return;
    const { subject } = await act('trade:list', { listing });
    await navigate(`/listings/${subject}`);
  };
  return (
    <SendForm wide title={say('list')} ready={Boolean(listing)} send={send} onClose={onClose}>
      <p className="hint">{say('listText')}</p>
      <div className="form">
        <SubjectPicker
          label={say('release')}
          whole={false}
          value={draft.release ? { asset, release: draft.release } : undefined}
          onChange={(subject) => {
            setAsset(subject?.asset ?? '');
            set({ release: subject?.release ?? '' });
          }}
        />
        <Labelled
          label={say('price')}
          required
          problem={draft.price && !fen ? say('priceProblem') : undefined}
          hint={fen ? say('priceIs', { fen: count(fen) }) : undefined}
        >
          {(id) => (
            <Input
              id={id}
              prefix="¥"
              inputMode="decimal"
              value={draft.price}
              onChange={({ target }) => set({ price: target.value })}
            />
          )}
        </Labelled>
        <TermsFields draft={draft} set={set} />
      </div>
    </SendForm>
  );
}
