import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../data/query.ts';
import { TraceLatestDocument } from '../generated/trace.ts';
import { Answer } from '../parts/Answer.tsx';
import { Go } from '../parts/Go.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { useHasRole } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { BasisNeeded } from './Under.tsx';
import { useTrace } from './words.ts';

const ID = /^(rel|ast)-[0-9a-f]{32}$/;

/** Where a trace begins: an id, or something registered of late. */
export function Start() {
  const say = useTrace();
  useLanguage();
  const navigate = useNavigate();
  const asked = useAsk(TraceLatestDocument, {});
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const agency = useHasRole('AGENCY');
  const go = () => {
    if (ID.test(text.trim())) void navigate(`/trace/${text.trim()}`);
    else setWrong(true);
  };
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <div className="stack">
        {agency ? <BasisNeeded /> : null}
        <Panel title={say('start')}>
          <form
            className="trace-start"
            onSubmit={(event) => {
              event.preventDefault();
              go();
            }}
          >
            <Labelled label={say('startText')} problem={wrong ? say('badId') : undefined}>
              {(id) => (
                <Input
                  id={id}
                  value={text}
                  placeholder={say('placeholder')}
                  onChange={({ target }) => {
                    setText(target.value);
                    setWrong(false);
                  }}
                />
              )}
            </Labelled>
            <Button type="primary" htmlType="submit">
              {say('go')}
            </Button>
          </form>
        </Panel>
        <Panel title={say('latest')}>
          <Answer of={asked}>
            {({ certificates: { nodes } }) => {
              const found = nodes.filter(({ asset }) => asset && asset.releases.length > 0);
              return found.length === 0 ? (
                <Nothing>{say('latestNone')}</Nothing>
              ) : (
                <ul className="rows">
                  {found.map(({ number, asset }) => {
                    const release = asset?.releases.at(-1);
                    return release ? (
                      <li key={number}>
                        <span className="row-head">
                          <Go to={`/trace/${release.id}`}>{titled(asset?.text?.descriptor?.title) || release.id}</Go>
                          <small>{release.text?.label}</small>
                          <Identifier value={release.id} />
                        </span>
                        <small>
                          <Moment time={release.recorded.time} block={release.recorded.block} />
                        </small>
                      </li>
                    ) : null;
                  })}
                </ul>
              );
            }}
          </Answer>
        </Panel>
      </div>
    </>
  );
}
