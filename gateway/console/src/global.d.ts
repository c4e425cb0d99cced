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
