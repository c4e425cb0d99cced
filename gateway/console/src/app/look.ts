import type { ThemeConfig } from 'antd';
import { theme } from 'antd';
import { useSyncExternalStore } from 'react';

/** Light and dark. The colours are those of `look.css`, which the parts that are not Ant Design's are drawn with. */
export type Look = 'light' | 'dark';

const KEPT = 'look';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const current = (): Look => {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'light' || kept === 'dark') return kept;
  return system.matches ? 'dark' : 'light';
};

function say(): void {
  document.documentElement.dataset.look = current();
  for (const listener of listeners) listener();
}

export function setLook(look: Look): void {
  localStorage.setItem(KEPT, look);
  say();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

system.addEventListener('change', say);
say();

export const useLook = (): Look => useSyncExternalStore(listen, current);

const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const shared = { borderRadius: 6, fontFamily: FONT, fontSize: 14, motion: false };

export const THEMES: Readonly<Record<Look, ThemeConfig>> = {
  light: {
    token: {
      ...shared,
      colorPrimary: '#0b5394',
      colorLink: '#0b5394',
      colorInfo: '#0b5394',
      colorSuccess: '#1a7f4b',
      colorWarning: '#b25e09',
      colorError: '#b3261e',
      colorTextBase: '#1a2330',
      colorTextSecondary: '#4f5b6b',
      colorTextDescription: '#566273',
      colorTextPlaceholder: '#6b7687',
      colorBgLayout: '#f3f5f8',
      colorSuccessBg: '#e3f4ea',
      colorSuccessBorder: '#9fd3b6',
      colorWarningBg: '#fdf0dc',
      colorWarningBorder: '#e9bf83',
      colorErrorBg: '#fce8e6',
      colorErrorBorder: '#eba9a3',
      colorInfoBg: '#e6f0fa',
      colorInfoBorder: '#a3c6e8',
      colorBorder: '#c9d1db',
      colorBorderSecondary: '#e2e7ee',
    },
  },
  dark: {
    algorithm: theme.darkAlgorithm,
    token: {
      ...shared,
      colorPrimary: '#4a95d6',
      colorLink: '#7db8ec',
      colorInfo: '#4a95d6',
      colorError: '#f0837b',
      colorTextBase: '#e7ecf3',
      colorTextSecondary: '#a9b5c4',
      colorTextDescription: '#a3afbe',
      colorTextPlaceholder: '#8a97a8',
      colorBgBase: '#0e141b',
      colorBgLayout: '#0e141b',
      colorBgContainer: '#161e28',
      colorBgElevated: '#1c2632',
      colorBorder: '#3a4757',
      colorBorderSecondary: '#28323f',
    },
    components: { Button: { primaryColor: '#06121f' } },
  },
};
