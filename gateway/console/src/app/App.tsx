import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ComponentType, lazy, Suspense, useSyncExternalStore } from 'react';
import { BrowserRouter, Link, matchPath, Route, Routes, useLocation } from 'react-router';
import { asked } from '../data/query.ts';
import { setPlaces } from '../parts/place.ts';
import { Standing } from '../parts/Standing.tsx';
import { listenSheet, waiting } from '../session/sheet.ts';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Boundary } from './Boundary.tsx';
import { Gate } from './Gate.tsx';
import { THEMES, useLook } from './look.ts';
import { PAGES } from './pages.ts';
import { Shell } from './Shell.tsx';

setPlaces(PAGES.map(({ path }) => path));

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

const components = new Map<string, ComponentType>(PAGES.map(({ path, load }) => [path, lazy(load)]));
const SigningSheet = lazy(() => import('../session/SigningSheet.tsx'));

function NotFound() {
  const say = useShell();
  return (
    <Standing
      kind="missing"
      title={say('notFound')}
      text={say('notFoundText')}
      action={<Link to="/">{say('back')}</Link>}
    />
  );
}

function Sheet() {
  const pending = useSyncExternalStore(listenSheet, waiting);
  return pending ? (
    <Suspense fallback={null}>
      <SigningSheet pending={pending} />
    </Suspense>
  ) : null;
}

function Here() {
  const say = useShell();
  const { pathname } = useLocation();
  const page = PAGES.find(({ path }) => matchPath(path, pathname));
  return (
    <Shell page={page}>
      <Boundary place={pathname}>
        <Suspense
          fallback={
            <p className="reading" role="status">
              {say('reading')}
            </p>
          }
        >
          <Routes>
            {PAGES.map(({ path, for: who }) => {
              const Component = components.get(path);
              return (
                <Route key={path} path={path} element={<Gate who={who}>{Component ? <Component /> : null}</Gate>} />
              );
            })}
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Boundary>
      <Sheet />
    </Shell>
  );
}

export function App() {
  const language = useLanguage();
  const look = useLook();
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={THEMES[look]}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={asked}>
        <BrowserRouter>
          <Here />
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
