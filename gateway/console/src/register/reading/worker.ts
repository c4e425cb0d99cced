import { createSHA256, createSM3 } from 'hash-wasm';
import { type Structure, structureOf } from './structure.ts';

/** Says how far it is, then what it found. */
export type Told =
  | { readonly at: number }
  | {
      readonly sha256: string;
      readonly sm3: string;
      readonly structure?: Structure | undefined;
      readonly unread?: string;
    };

const say = (told: Told) => postMessage(told);

async function digests(file: File, progress: (bytes: number) => void) {
  const [sha256, sm3] = await Promise.all([createSHA256(), createSM3()]);
  let read = 0;
  for await (const bytes of file.stream() as unknown as AsyncIterable<Uint8Array>) {
    sha256.update(bytes);
    sm3.update(bytes);
    read += bytes.length;
    progress(read);
  }
  return { sha256: `sha256:${sha256.digest()}`, sm3: `sm3:${sm3.digest()}` };
}

/** Digest and structure of one file, both by streams; the page goes on meanwhile, and ends the worker to cancel. */
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  let [hashed, parsed] = [0, 0];
  let told = 0;
  const tell = () => {
    const at = file.size === 0 ? 1 : (hashed * 0.6 + parsed * 0.4) / file.size;
    if (at - told < 0.01) return;
    told = at;
    say({ at });
  };
  const found = await digests(file, (bytes) => {
    hashed = bytes;
    tell();
  });
  try {
    const structure = await structureOf(file, (bytes) => {
      parsed = bytes;
      tell();
    });
    say({ ...found, structure });
  } catch (error) {
    // The digest holds of any file; that its inside could not be read is said beside it.
    say({ ...found, unread: error instanceof Error ? error.message : String(error) });
  }
};
