import { Button, Popconfirm, Result } from 'antd';
import { Link } from 'react-router';
import { PageHead } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { AboutAsset } from './Changes.tsx';
import { Files } from './Files.tsx';
import { Inputs } from './Inputs.tsx';
import { isWithin, outsideOf } from './outside.ts';
import { ReleasePart } from './ReleasePart.tsx';
import { publish } from './send.ts';
import { type Standing, startOf } from './standing.ts';
import { unfilled } from './unfilled.ts';
import { useDraft, useSending } from './use-draft.ts';
import { Within } from './Within.tsx';
import { useRegister } from './words.ts';

type Props = { readonly of: Standing; readonly place: string };

/** A new release of what is registered: within that it takes no review. */
export function Publish({ of, place }: Props) {
  const say = useRegister();
  const { draft, change, drop, begin } = useDraft(place, () => startOf('release', of));
  const sending = useSending(() => publish(draft), drop);
  const { written } = of;
  if (!written) return null;
  const outside = outsideOf(draft, written, Date.now());
  if (sending.done) {
    return (
      <Result
        status="success"
        title={say('published')}
        extra={[
          <Link key="asset" to={`/assets/${of.id}`}>
            <Button type="primary">{say('openAsset')}</Button>
          </Link>,
          <Button
            key="again"
            onClick={() => {
              begin();
              sending.again();
            }}
          >
            {say('publishAnother')}
          </Button>,
        ]}
      />
    );
  }
  return (
    <>
      <PageHead title={say('title_release')} text={say('text_release')}>
        <Popconfirm title={say('discardSure')} onConfirm={begin}>
          <Button>{say('discard')}</Button>
        </Popconfirm>
      </PageHead>
      <div className="columns wide-left">
        <div className="stack">
          <AboutAsset of={of} />
          <Files draft={draft} change={change} />
          <ReleasePart draft={draft} change={change} />
          <Inputs draft={draft} change={change} holder={of.entityId} />
        </div>
        <Within draft={draft} outside={outside}>
          <Button
            type="primary"
            size="large"
            block
            disabled={unfilled(draft).length > 0 || !isWithin(outside)}
            loading={sending.busy}
            onClick={() => void sending.start()}
          >
            {say('publish')}
          </Button>
          {sending.error === undefined ? null : <Refusal error={sending.error} />}
          <p className="hint">{say('saved')}</p>
        </Within>
      </div>
    </>
  );
}
