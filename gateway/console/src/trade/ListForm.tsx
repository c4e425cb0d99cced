import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../data/query.ts';
import { OwnReleasesDocument } from '../generated/trade.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { ACTIONS, type Draft, EMPTY, fenOfYuan, listingOf } from './draft.ts';
import { useTrade } from './words.ts';

type Props = { readonly draft: Draft; readonly set: (part: Partial<Draft>) => void };

function Releases({ draft, set }: Props) {
  const say = useTrade();
  const shell = useShell();
  const entity = useSession()?.person.entity ?? '';
  const asked = useAsk(OwnReleasesDocument, { entity });
  const assets = asked.data?.assets.nodes.filter(({ releases }) => releases.length > 0);
  return (
    <Labelled
      label={say('release')}
      required
      hint={assets?.length === 0 ? say('releaseNone') : asked.data ? undefined : shell('reading')}
    >
      {(id) => (
        <select
          id={id}
          className="native"
          value={draft.release}
          onChange={({ target }) => set({ release: target.value })}
        >
          <option value="">{say('choose')}</option>
          {assets?.map((asset) => (
            <optgroup key={asset.id} label={titled(asset.text?.descriptor?.title) || asset.id}>
              {asset.releases.map((release) => (
                <option key={release.id} value={release.id}>
                  {titled(asset.text?.descriptor?.title)} {release.text?.label ?? `#${release.rank}`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Terms({ draft, set }: Props) {
  const say = useTrade();
  const term = useTerm();
  return (
    <>
      <fieldset className="fields whole">
        <legend>{say('actions')} *</legend>
        <Checkbox.Group
          value={[...draft.actions]}
          options={ACTIONS.map((value) => ({ value, label: term('LicenceAction', value.toUpperCase()) }))}
          onChange={(actions) => set({ actions: actions as Draft['actions'] })}
        />
      </fieldset>
      <Labelled label={say('purposes')} hint={say('purposesHint')}>
        {(id) => <Input id={id} value={draft.purposes} onChange={({ target }) => set({ purposes: target.value })} />}
      </Labelled>
      <Labelled label={say('territories')}>
        {(id) => (
          <Input id={id} value={draft.territories} onChange={({ target }) => set({ territories: target.value })} />
        )}
      </Labelled>
      <Labelled label={say('until')}>
        {(id) => (
          <Input id={id} type="date" value={draft.until} onChange={({ target }) => set({ until: target.value })} />
        )}
      </Labelled>
      <Labelled label={say('count')}>
        {(id) => (
          <Input
            id={id}
            inputMode="numeric"
            value={draft.count}
            onChange={({ target }) => set({ count: target.value.replaceAll(/\D/g, '') })}
          />
        )}
      </Labelled>
      <Labelled label={say('onward')}>
        {(id) => (
          <InputNumber
            id={id}
            className="full"
            min={0}
            max={7}
            value={draft.onward}
            onChange={(onward) => set({ onward: onward ?? 0 })}
          />
        )}
      </Labelled>
      <Labelled label={say('notice')}>
        {(id) => (
          <InputNumber
            id={id}
            className="full"
            min={1}
            max={3650}
            value={draft.notice}
            onChange={(notice) => set({ notice: notice ?? 30 })}
          />
        )}
      </Labelled>
    </>
  );
}

/** Lists a release of one's own: what a buyer will be licensed to do, at a fixed price in yuan. */
export function ListForm({ onClose }: { readonly onClose: () => void }) {
  const say = useTrade();
  const shell = useShell();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const fen = fenOfYuan(draft.price);
  const listing = listingOf(draft, new Date());
  const send = async () => {
    if (!listing) return;
    setBusy(true);
    setError(undefined);
    try {
      const { subject } = await act('trade:list', { listing });
      onClose();
      await navigate(`/listings/${subject}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      wide
      title={say('list')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="primary" disabled={!listing} loading={busy} onClick={() => void send()}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="hint">{say('listText')}</p>
        <div className="form">
          <Releases draft={draft} set={set} />
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
          <Terms draft={draft} set={set} />
        </div>
        {error === undefined ? null : <Refusal error={error} />}
      </div>
    </Dialog>
  );
}
