export { runWebhooks } from './dispatcher.ts';
export { sees, type WatchKind } from './events.ts';
export { publicPem, signedHeaders, webhookKey } from './signing.ts';
export { checkTarget, isPublic } from './targets.ts';
