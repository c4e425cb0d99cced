import './acts.css';
import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { useLanguage } from '../words/i18n.ts';
import { formsFor } from './commands.ts';
import { SENTENCES } from './sentences.ts';
import { useActs } from './words.ts';

/** What somebody's roles may sign, and what each comes to. */
export default function Acts() {
  const say = useActs();
  const command = useCommand();
  const zh = useLanguage() === 'zh';
  const roles = useSession()?.person.roles ?? [];
  const [asked, setAsked] = useState('');
  const sentence = (name: keyof typeof SENTENCES) => SENTENCES[name]?.[zh ? 0 : 1] ?? '';
  const found = formsFor(roles).filter((name) =>
    `${name} ${command(name)} ${sentence(name)}`.toLowerCase().includes(asked.trim().toLowerCase()),
  );
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Panel title={say('all')}>
        <Input
          size="large"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={say('find')}
          placeholder={say('find')}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
        />
        {found.length === 0 ? <Nothing>{say('nothing')}</Nothing> : null}
        <ul className="rows">
          {found.map((name) => (
            <li key={name}>
              <span className="row-head">
                <Link to={`/act/${name}`} className="big">
                  {command(name)}
                </Link>
                <code className="end">{name}</code>
              </span>
              <small>{sentence(name)}</small>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
