import { CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { query } from '../data/http.ts';
import { useAsk } from '../data/query.ts';
import { DeleteViewDocument, SavedViewsDocument, SaveViewDocument } from '../generated/catalogue.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import { useCatalogue } from './words.ts';

type Props = { readonly search: string; readonly onOpen: (search: string) => void };

/** Searches with a name, which the gateway keeps for the person: saved, opened, deleted. */
export function Views({ search, onOpen }: Props) {
  const say = useCatalogue();
  const session = useSession();
  const asked = useAsk(SavedViewsDocument, {}, { when: Boolean(session) });
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  if (!session) return null;
  const views = asked.data?.savedViews ?? [];
  const done = (change: Promise<unknown>) => change.then(() => asked.refetch(), setError);
  const save = async () => {
    const id = views.find((view) => view.name === name.trim())?.id;
    const input = { ...(id ? { id } : {}), page: 'catalogue', name: name.trim(), content: { search } };
    await done(query(SaveViewDocument, { input }));
    setName('');
  };
  return (
    <div className="views">
      {views.length > 0 ? <small>{say('saved')}</small> : null}
      {views.map((view) => (
        <span key={view.id} className="tag plain">
          <button
            type="button"
            className="link"
            onClick={() => onOpen((view.content as { search?: string }).search ?? '')}
          >
            {view.name}
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={say('forget', { name: view.name })}
            onClick={() => void done(query(DeleteViewDocument, { id: view.id }))}
          >
            <CloseOutlined aria-hidden="true" />
          </button>
        </span>
      ))}
      {search ? (
        <>
          <Input
            size="small"
            className="short"
            value={name}
            maxLength={60}
            aria-label={say('name')}
            placeholder={say('name')}
            onChange={({ target }) => setName(target.value)}
          />
          <Button size="small" disabled={!name.trim()} onClick={() => void save()}>
            {say('save')}
          </Button>
        </>
      ) : null}
      {error === undefined ? null : <Refusal error={error} />}
    </div>
  );
}
