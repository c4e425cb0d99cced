/** What a chaincode package exports: its contracts and their metadata; run as main it serves. */
export { contracts } from './contracts.ts';
export { metadata } from './metadata.ts';

/** Loaded only to serve: a peer that drives the contracts itself brings its own shim, and two would share globals. */
export async function serve(): Promise<void> {
  await (await import('./serve.ts')).serve();
}
