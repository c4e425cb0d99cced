import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The gateway that the development server passes everything but the page on to. */
const GATEWAY = process.env.SUYUAN_URL ?? 'http://localhost:4000/';
const PASSED_ON = ['/graphql', '/session', '/documents', '/schemas', '/healthz', '/readyz', '/iso20022'];

export default defineConfig({
  html: { cspNonce: 'CSP_NONCE' },
  resolve: { alias: { '@grpc/grpc-js': fileURLToPath(new URL('src/session/no-grpc.ts', import.meta.url)) } },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // Components say "use client" for frameworks that render on servers; here everything is the client's.
      onwarn: (warning, handle) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') handle(warning);
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(PASSED_ON.map((path) => [path, { target: GATEWAY, changeOrigin: true }])),
  },
});
