import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useLive } from '../data/live.ts';
import { isOver, listenOver, setOver } from '../data/over.ts';
import { useAsk } from '../data/query.ts';
import { NetworkDocument } from '../generated/network.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Header } from './Header.tsx';
import { PAGES, type Page } from './pages.ts';

function Navigation({ page }: { readonly page: Page | undefined }) {
  const say = useShell();
  useLanguage();
  const roles = useSession()?.person.roles;
  const open = (one: Page) =>
    one.for === 'anyone' || (roles && (one.for === 'person' || roles.some((role) => one.for.includes(role))));
  return (
    <nav className="pages" aria-label={say('pages')}>
      <ul>
        {PAGES.filter((one) => one.icon && open(one)).map((one) => {
          const Icon = one.icon;
          return (
            <li key={one.path}>
              <NavLink
                to={one.path}
                end={one.path === '/'}
                className={({ isActive }) => (isActive || page?.of === one.path ? 'active' : '')}
              >
                {Icon ? <Icon aria-hidden="true" /> : null}
                <span>{titled(one.title)}</span>
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Notices() {
  const say = useShell();
  const over = useSyncExternalStore(listenOver, isOver);
  const { state } = useLive();
  const { pathname, search } = useLocation();
  return (
    <>
      {over ? (
        <Alert
          banner
          type="warning"
          title={say('over')}
          action={
            <Link to="/sign-in" state={{ back: pathname + search }}>
              <Button size="small">{say('signIn')}</Button>
            </Link>
          }
          closable={{ onClose: () => setOver(false), 'aria-label': say('close') }}
        />
      ) : null}
      {state === 'lost' ? <Alert banner type="warning" title={say('offline')} /> : null}
    </>
  );
}

/** What is around every page. */
export function Shell({ page, children }: { readonly page: Page | undefined; readonly children: ReactNode }) {
  const say = useShell();
  const language = useLanguage();
  const { pathname } = useLocation();
  const [menu, setMenu] = useState(false);
  const { data } = useAsk(NetworkDocument, {}, { still: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu and is begun at its top
  useEffect(() => {
    setMenu(false);
    window.scrollTo(0, 0);
  }, [pathname]);
  useEffect(() => {
    document.title = [page && page.path !== '/' ? page.title[language] : '', '溯源 Suyuan'].filter(Boolean).join(' · ');
  }, [page, language]);
  return (
    <div className={menu ? 'shell menu-open' : 'shell'}>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <Header onMenu={() => setMenu(!menu)} />
      {data?.network.demonstration ? (
        <p className="demonstration" role="note">
          {say('demonstration')}
        </p>
      ) : null}
      <Navigation page={page} />
      <main id="main" tabIndex={-1}>
        <Notices />
        {children}
      </main>
    </div>
  );
}
