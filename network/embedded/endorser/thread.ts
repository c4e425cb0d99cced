import { enableCompileCache } from 'node:module';

/** One operator's endorsing peer, in a thread of its own; compiled code is remembered from start to start. */
enableCompileCache();
await import('./serve.ts');
