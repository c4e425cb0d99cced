declare module '*.css';

// Ant Design publishes these as ES modules whose types say CommonJS.
declare module 'antd/es/locale/zh_CN.js' {
  const locale: import('antd/es/locale/index.d.ts').Locale;
  export default locale;
}
declare module 'antd/es/locale/en_US.js' {
  const locale: import('antd/es/locale/index.d.ts').Locale;
  export default locale;
}
declare module '*?url' {
  const url: string;
  export default url;
}
declare module '*?worker&url' {
  const url: string;
  export default url;
}
/** Vite's: the files that patterns name, each as an address of its own. */
interface ImportMeta {
  glob<T>(
    patterns: readonly string[],
    options: { readonly query: string; readonly import: string; readonly eager: true; readonly exhaustive: boolean },
  ): Record<string, T>;
}
