import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

export default defineConfig({
  // The file that Node resolves: by its `module` entry, Vite would load a second graphql that refuses the first's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Tests hold real networks, databases and processes, and wait for their clocks: three files at a time keep two cores busy.
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-line.ts'],
    // Every test has a database of its own; those about PostgreSQL make one on the server that DATABASE_URL names.
    env: { DATABASE_URL: '', POSTGRES_SERVER: process.env.DATABASE_URL ?? '' },
    globalSetup: ['test/support/bundle.ts'],
  },
});
