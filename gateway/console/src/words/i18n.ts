import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

/** Chinese and English, switched at once. Each page brings its own words; both languages have the same keys. */
export type Language = 'zh' | 'en';

const KEPT = 'language';

const preferred = (): Language => {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.languages.some((language) => language.startsWith('zh')) || !navigator.language ? 'zh' : 'en';
};

const said = (language: Language) => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};

void i18next.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false },
  keySeparator: false,
  nsSeparator: false,
});
said(i18next.language as Language);

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
  said(language);
}

export const language = (): Language => i18next.language as Language;

/** The language in use; a component that calls it is drawn anew when it is switched. */
export function useLanguage(): Language {
  useTranslation();
  return language();
}

type Values = Readonly<Record<string, string | number>>;

/** Looks one text up. */
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/**
 * The words of one page or part, in both languages. Answers a hook by which components look them up: `{{name}}` in a text
 * is a value, keys ending in `_one` and `_other` are chosen by `count`.
 */
export function words<const Zh extends Readonly<Record<string, string>>>(
  name: string,
  zh: Zh,
  en: { readonly [Key in keyof Zh]: string },
): () => Say<keyof Zh & string> {
  i18next.addResourceBundle('zh', name, zh, true, true);
  i18next.addResourceBundle('en', name, en, true, true);
  return () => {
    const { t } = useTranslation(name);
    return (key, values) => t(key as string, { ...values, defaultValue: key });
  };
}

/** A name in both languages as the ledger has it, in the one in use; Chinese where there is no other. */
export function titled(title: { readonly zh: string; readonly en?: string | null } | null | undefined): string {
  if (!title) return '';
  return language() === 'en' ? title.en || title.zh : title.zh;
}
