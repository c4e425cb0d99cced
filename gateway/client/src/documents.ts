import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { SuyuanError } from './errors.ts';

/** A document that a gateway keeps: digest of its plain content, bytes, media type. */
export type StoredDocument = { readonly sha256: string; readonly size: number; readonly mediaType: string };

/** Where documents are sent and asked for, and as whom. */
type Session = { readonly url: string; readonly token: string };

type Progress = (bytes: number, of: number) => void;

/** Bytes sent in one request: what is lost at most when a connection breaks. */
const PART = 32 * 1024 * 1024;
/** Attempts in a row that bring nothing new. */
const ATTEMPTS = 6;

type Answer = {
  document?: StoredDocument;
  upload?: string;
  offset?: number;
  error?: { code: string; en?: string; retryAfter?: number };
};

/** A refusal that says when to ask again; any other is final. */
class Later extends Error {
  readonly seconds: number;
  readonly refusal: SuyuanError | undefined;
  constructor(seconds: number, refusal?: SuyuanError) {
    super(refusal?.message ?? 'the connection broke');
    this.seconds = seconds;
    this.refusal = refusal;
  }
}

async function asked({ url, token }: Session, path: string, init: RequestInit): Promise<Response> {
  const headers = { accept: 'application/json', ...init.headers, authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(new URL(path, url), { ...init, headers });
  } catch {
    throw new Later(0.5);
  }
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as Answer;
  const refusal = new SuyuanError(
    error?.en ?? `The gateway answered ${response.status}`,
    error?.code ?? 'UNREADABLE_ANSWER',
    error,
  );
  if (error?.retryAfter) throw new Later(error.retryAfter, refusal);
  throw refusal;
}

/** Works until it is done, again after a break; gives up after some attempts in a row that brought nothing new. */
async function persistently<T>(work: () => Promise<T>, at: () => number): Promise<T> {
  for (let attempt = 1, before = at(); ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Later)) throw error;
      if (at() !== before) attempt = 1;
      before = at();
      if (attempt >= ATTEMPTS) throw error.refusal ?? new SuyuanError('The gateway cannot be reached', 'UNREACHABLE');
      await new Promise((resolve) => setTimeout(resolve, error.seconds * attempt * 1000));
    }
  }
}

async function digestOf(source: Blob): Promise<string> {
  const hash = sha256.create();
  for await (const bytes of source.stream()) hash.update(bytes);
  return `sha256:${bytesToHex(hash.digest())}`;
}

/**
 * Uploads a document for one's entity; after a broken connection it goes on where it was. A `Blob` is read piece by
 * piece, such as a file of a browser's form, or of Node's `openAsBlob`. Throws a SuyuanError.
 */
export async function upload(
  session: Session,
  source: Blob | Uint8Array<ArrayBuffer>,
  { mediaType, onProgress }: { mediaType?: string; onProgress?: Progress } = {},
): Promise<StoredDocument> {
  const blob = source instanceof Blob ? source : new Blob([source]);
  const { size } = blob;
  const announced = {
    sha256: await digestOf(blob),
    size,
    mediaType: mediaType ?? (blob.type || 'application/octet-stream'),
  };
  const begin = async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await asked(session, '/documents', { method: 'POST', headers, body: JSON.stringify(announced) });
    return (await response.json()) as Answer;
  };
  const transfer: Transfer = { upload: undefined, offset: 0 };
  const announce = async (): Promise<void> => {
    const begun = await begin();
    Object.assign(transfer, { upload: begun.upload, offset: begun.offset ?? size });
  };
  const send = async (): Promise<void> => {
    while (transfer.upload) {
      const response = await asked(session, `/documents/uploads/${transfer.upload}`, {
        method: 'PATCH',
        headers: { 'upload-offset': String(transfer.offset), 'content-type': 'application/octet-stream' },
        body: blob.slice(transfer.offset, transfer.offset + PART),
      });
      transfer.offset = Number(response.headers.get('upload-offset'));
      onProgress?.(transfer.offset, size);
      if (response.status === 201) return;
    }
  };
  let broken = false;
  const goOn = async (): Promise<void> => {
    if (broken) await resume(session, transfer, announce);
    broken = false;
    await send().catch((error: unknown) => {
      broken = true;
      const moved = error instanceof SuyuanError && error.code === 'DOCUMENT_OFFSET';
      throw moved ? new Later(0, error) : error;
    });
  };
  await persistently(announce, () => 0);
  await persistently(goOn, () => transfer.offset);
  return announced;
}

/** An upload under way; without an id the gateway has the document already. */
type Transfer = { upload: string | undefined; offset: number };

/** Asks where the gateway stands. An upload that is over there was finished, or is announced anew. */
async function resume(session: Session, transfer: Transfer, announce: () => Promise<void>): Promise<void> {
  try {
    const response = await asked(session, `/documents/uploads/${transfer.upload}`, {});
    transfer.offset = ((await response.json()) as Answer).offset ?? 0;
  } catch (error) {
    if (!(error instanceof SuyuanError) || error.code !== 'DOCUMENT_UPLOAD') throw error;
    await announce();
  }
}

/**
 * The bytes of a document as they come, from a byte on; after a broken connection the rest is asked for. The whole is
 * checked against its digest, unless only a part of it was asked for. Throws a SuyuanError, at the end DIGEST_OTHER.
 */
export async function* download(session: Session, document: string, from = 0): AsyncGenerator<Uint8Array> {
  const hash = sha256.create();
  let at = from;
  let size = Number.POSITIVE_INFINITY;
  const open = async () => {
    const headers = at > 0 ? { range: `bytes=${at}-`, 'if-range': `"${document}"` } : {};
    const response = await asked(session, `/documents/${document}`, { headers: { ...headers, accept: '*/*' } });
    size = at + Number(response.headers.get('content-length'));
    return response.body?.getReader();
  };
  let reader: Awaited<ReturnType<typeof open>>;
  const next = async () => {
    reader ??= await open();
    const part = await reader?.read().catch(() => undefined);
    if (part?.value || at >= size) return part?.value;
    reader = undefined;
    throw new Later(0.5);
  };
  try {
    while (at < size) {
      const bytes = await persistently(next, () => at);
      if (!bytes) break;
      at += bytes.length;
      hash.update(bytes);
      yield bytes;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  const found = `sha256:${bytesToHex(hash.digest())}`;
  if (from === 0 && found !== document) throw new SuyuanError(`The content has the digest ${found}`, 'DIGEST_OTHER');
}
