import { CloseOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { keepViews, keptViews, type View } from './views.ts';
import { useCatalogue } from './words.ts';

type Props = { readonly search: string; readonly onOpen: (search: string) => void };

/** Searches with a name: saved, opened, deleted. */
export function Views({ search, onOpen }: Props) {
  const say = useCatalogue();
  const [views, setViews] = useState(keptViews);
  const [name, setName] = useState('');
  const keep = (next: readonly View[]) => {
    keepViews(next);
    setViews(next);
  };
  return (
    <div className="views">
      {views.map((view) => (
        <span key={view.name} className="tag plain">
          <button type="button" className="link" onClick={() => onOpen(view.search)}>
            {view.name}
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={say('forget', { name: view.name })}
            onClick={() => keep(views.filter((one) => one.name !== view.name))}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {search ? (
        <>
          <Input
            size="small"
            className="short"
            value={name}
            aria-label={say('name')}
            placeholder={say('name')}
            onChange={({ target }) => setName(target.value)}
          />
          <Button
            size="small"
            disabled={!name.trim()}
            onClick={() => {
              keep([...views.filter((one) => one.name !== name.trim()), { name: name.trim(), search }]);
              setName('');
            }}
          >
            {say('save')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
