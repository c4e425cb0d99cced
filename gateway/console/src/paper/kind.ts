/** How a document is shown: drawn by PDF.js, as a picture, as text, or not at all. */
export type Kind = 'pdf' | 'picture' | 'text' | 'other';

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
const TEXT = /^(text\/(plain|csv|markdown|xml|html)|application\/(json|xml|x-ndjson))$/;

/** By its media type. HTML and XML are shown as the text that they are; drawings that may hold scripts are not shown. */
export function kindOf(mediaType: string): Kind {
  const [type = ''] = mediaType.toLowerCase().split(';');
  const bare = type.trim();
  if (bare === 'application/pdf') return 'pdf';
  if (PICTURE.test(bare)) return 'picture';
  return TEXT.test(bare) ? 'text' : 'other';
}

/** Beyond these a document is saved rather than shown. */
export const MOST = { pdf: 64 * 1024 * 1024, picture: 64 * 1024 * 1024, text: 1024 * 1024 } as const;

/** Text as its writer meant it: UTF-8, or else the Chinese national encoding that older programs write. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export const ZOOMS = [50, 75, 100, 125, 150, 200, 300] as const;

/** The next step of the zoom up or down; the same where there is none. */
export function zoomed(now: number, by: 1 | -1): number {
  const steps = by > 0 ? ZOOMS.filter((step) => step > now) : ZOOMS.filter((step) => step < now);
  return (by > 0 ? steps[0] : steps.at(-1)) ?? now;
}
