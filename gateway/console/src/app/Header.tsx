import { LoginOutlined, LogoutOutlined, MenuOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Link, useLocation } from 'react-router';
import { useLive } from '../data/live.ts';
import { useAsk } from '../data/query.ts';
import { TitlesDocument } from '../generated/person.ts';
import { useSession } from '../session/session.ts';
import { signOut } from '../session/sign-in.ts';
import { speak, titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { setLook, useLook } from './look.ts';

function LiveMark() {
  const say = useShell();
  const { state, block } = useLive();
  return (
    <span className={`live ${state}`} role="status">
      <i aria-hidden="true" />
      <span>{say(state)}</span>
      {block === undefined ? null : <b>{say('height', { block })}</b>}
    </span>
  );
}

function Person() {
  const say = useShell();
  const term = useTerm();
  const session = useSession();
  const { pathname, search } = useLocation();
  const titles = useAsk(TitlesDocument, {}, { when: Boolean(session), still: true });
  if (!session) {
    return (
      <Link
        className="bar-button strong"
        to="/sign-in"
        state={{ back: pathname === '/sign-in' ? '/' : pathname + search }}
      >
        <LoginOutlined aria-hidden="true" /> <span>{say('signIn')}</span>
      </Link>
    );
  }
  const { title, entity, msp, roles } = session.person;
  const known = titles.data?.entities.nodes.find(({ id }) => id === entity);
  return (
    <div className="person">
      <Link to="/account" className="account" title={say('account')}>
        <span className="avatar" aria-hidden="true">
          {titled(title).slice(0, 1).toUpperCase()}
        </span>
        <span className="who">
          <b>{titled(title)}</b>
          <small>
            {[titled(known?.title) || (entity ?? msp), ...roles.map((role) => term('Role', role))].join(' · ')}
          </small>
        </span>
      </Link>
      <button
        type="button"
        className="bar-button"
        onClick={() => void signOut()}
        aria-label={say('signOut')}
        title={say('signOut')}
      >
        <LogoutOutlined aria-hidden="true" />
      </button>
    </div>
  );
}

/** The bar on top: where one is, whether it is live, language, look, and who is signed in. */
export function Header({ onMenu }: { readonly onMenu: () => void }) {
  const say = useShell();
  const language = useLanguage();
  const look = useLook();
  const other = look === 'dark' ? 'light' : 'dark';
  return (
    <header className="bar">
      <button type="button" className="bar-button only-narrow" onClick={onMenu} aria-label={say('menu')}>
        <MenuOutlined aria-hidden="true" />
      </button>
      <Link to="/" className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <b>{say('brand')}</b>
        <span>{say('brandLong')}</span>
      </Link>
      <LiveMark />
      <button
        type="button"
        className="bar-button"
        onClick={() => setLook(other)}
        aria-label={say(other)}
        title={say(other)}
      >
        {look === 'dark' ? <SunOutlined aria-hidden="true" /> : <MoonOutlined aria-hidden="true" />}
      </button>
      <button
        type="button"
        className="bar-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => void speak(language === 'zh' ? 'en' : 'zh')}
      >
        {say('language')}
      </button>
      <Person />
    </header>
  );
}
