import type { StoredDocument } from '@suyuan/client';
import { token } from './token.ts';

const here = () => ({ url: location.origin, token: token() ?? '' });

/** Brings a document to one's gateway, in parts, on behalf of one's entity. */
export async function bring(
  source: Blob,
  mediaType: string,
  onProgress?: (bytes: number, of: number) => void,
): Promise<StoredDocument> {
  const { upload } = await import('@suyuan/client/documents');
  return upload(here(), source, { mediaType, ...(onProgress ? { onProgress } : {}) });
}

/** A document to which one has the right, checked against its digest. */
export async function fetchDocument(sha256: string, mediaType: string): Promise<Blob> {
  const { download } = await import('@suyuan/client/documents');
  const parts: BlobPart[] = [];
  for await (const bytes of download(here(), sha256)) parts.push(Uint8Array.from(bytes));
  return new Blob(parts, { type: mediaType });
}
