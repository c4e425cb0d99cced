/** Digests in one order, so that equal deliveries are equal texts. */
export const sorted = (digests: readonly string[]) => [...digests].sort();

/** Two lists of digests are of the same content, of which there is some. */
export function sameContent(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && sorted(a).join() === sorted(b).join();
}
