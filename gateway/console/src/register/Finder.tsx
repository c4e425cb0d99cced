import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAsk } from '../data/query.ts';
import { FindReleasesDocument } from '../generated/register.ts';
import { Answer } from '../parts/Answer.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import type { Input as Made } from './draft.ts';
import { useInputs } from './inputs-words.ts';

const RELEASE = /^rel-[0-9a-f]{32}$/;

/** Releases by words of their asset, the newest of each first. */
function Found({ text, onFound }: { readonly text: string; readonly onFound: (input: Made) => void }) {
  const say = useInputs();
  const asked = useAsk(FindReleasesDocument, { text });
  return (
    <Answer of={asked}>
      {({ search: { hits } }) => {
        const found = hits.filter(({ asset }) => asset.releases.length > 0);
        return found.length === 0 ? (
          <Nothing>{say('inputNotFound')}</Nothing>
        ) : (
          <ul className="rows found">
            {found.map(({ asset: { id, entity, entityId, text: told, releases } }) => (
              <li key={id}>
                <span className="row-head">
                  <span>{titled(told?.descriptor?.title) || id}</span>
                  <small>{titled(entity?.title) || entityId}</small>
                </span>
                <span className="actions">
                  {releases.toReversed().map(({ id: release, text: version }) => (
                    <Button key={release} size="small" onClick={() => onFound({ release })}>
                      {say('inputTake', { label: version?.label ?? release.slice(0, 12) })}
                    </Button>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

function Outside({ onFound }: { readonly onFound: (input: Made) => void }) {
  const say = useInputs();
  const [namespace, setNamespace] = useState('');
  const [name, setName] = useState('');
  const add = () => {
    onFound({ external: { namespace: namespace.trim(), name: name.trim() } });
    setName('');
  };
  return (
    <div className="form outside">
      <Labelled label={say('outsideNamespace')} hint={say('outsideHint')}>
        {(id) => (
          <Input
            id={id}
            value={namespace}
            maxLength={300}
            placeholder="s3://bucket"
            onChange={({ target }) => setNamespace(target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('outsideName')}>
        {(id) => (
          <span className="with-button">
            <Input
              id={id}
              value={name}
              maxLength={300}
              placeholder="schema.table"
              onChange={({ target }) => setName(target.value)}
            />
            <Button disabled={!namespace.trim() || !name.trim()} onClick={add}>
              {say('add')}
            </Button>
          </span>
        )}
      </Labelled>
    </div>
  );
}

/** Where an input is found: by words, by its id, or outside of this ledger. */
export function Finder({ onFound }: { readonly onFound: (input: Made) => void }) {
  const say = useInputs();
  const [text, setText] = useState('');
  const [outside, setOutside] = useState(false);
  const words = useDeferredValue(text.trim());
  const take = (input: Made) => {
    onFound(input);
    setText('');
  };
  const type = (value: string) => (RELEASE.test(value.trim()) ? take({ release: value.trim() }) : setText(value));
  return (
    <>
      <div className="form">
        <Labelled label={say('inputFind')} hint={say('inputFindHint')}>
          {(id) => (
            <Input.Search
              id={id}
              value={text}
              placeholder={say('inputPlaceholder')}
              allowClear
              onChange={({ target }) => type(target.value)}
            />
          )}
        </Labelled>
        <div className="below-label">
          <Button aria-expanded={outside} onClick={() => setOutside(!outside)}>
            {say('outside')}
          </Button>
        </div>
      </div>
      {words ? <Found text={words} onFound={take} /> : null}
      {outside ? <Outside onFound={onFound} /> : null}
    </>
  );
}
