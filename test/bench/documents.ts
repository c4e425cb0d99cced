import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fromPem, signIn } from '@suyuan/client';
import express from 'express';
import { Institution } from '../gateway/support/authority.ts';
import * as documents from '../gateway/support/documents.ts';
import { temporary, testGateway } from '../gateway/support/gateway.ts';

/**
 * A file of 200 MB uploaded to a gateway's document store and downloaded again, beside the same file to and from plain
 * files over Express in the same process. The client is a process of its own. Medians of some rounds.
 */
const MIB = 1024 * 1024;
const SIZE = Number(process.env.BENCH_MIB ?? 200) * MIB;
const ROUNDS = 5;
const [role, ...given] = process.argv.slice(2);

type Way = { readonly upload: (file: string) => Promise<void>; readonly download: () => Promise<void> };

async function swallow(response: Response): Promise<void> {
  let bytes = 0;
  for await (const part of response.body ?? []) bytes += part.length;
  if (!response.ok || bytes !== SIZE) throw new Error(`${response.status}: ${bytes} bytes`);
}

const plainWay = (url: string): Way => ({
  upload: async (file) => void (await fetch(new URL('/plain', url), { method: 'PUT', body: await openAsBlob(file) })),
  download: async () => swallow(await fetch(new URL('/plain', url))),
});

/** By the same requests as the client package makes, less its own digest of the file. */
function storeWay(url: string, token: string, sha256: () => string): Way {
  const authorization = `Bearer ${token}`;
  const send = (path: string, init: RequestInit) =>
    fetch(new URL(path, url), { ...init, headers: { ...init.headers, authorization } });
  return {
    async upload(file) {
      const body = JSON.stringify({ sha256: sha256(), size: SIZE, mediaType: 'application/octet-stream' });
      const headers = { 'content-type': 'application/json' };
      const begun = (await (await send('/documents', { method: 'POST', headers, body })).json()) as { upload: string };
      const whole = await openAsBlob(file);
      const answer = await send(`/documents/uploads/${begun.upload}`, {
        method: 'PATCH',
        headers: { 'upload-offset': '0' },
        body: whole,
      });
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    download: async () => swallow(await send(`/documents/${sha256()}`, {})),
  };
}

const timed = async (work: () => Promise<void>) => {
  const began = performance.now();
  await work();
  return SIZE / MIB / ((performance.now() - began) / 1000);
};
const median = (of: number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;

/** Each round has a file of its own, since the store takes no content twice. */
async function client([plain = '', store = '', token = '', file = '']: string[]): Promise<void> {
  let sha256 = '';
  const ways = { plain: plainWay(plain), store: storeWay(store, token, () => sha256) };
  const seen: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = randomBytes(SIZE);
    sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    writeFileSync(file, bytes);
    for (const step of ['upload', 'download'] as const)
      for (const [name, way] of Object.entries(ways)) {
        const rate = await timed(() => (step === 'upload' ? way.upload(file) : way.download()));
        seen[`${step} ${name}`] = [...(seen[`${step} ${name}`] ?? []), rate];
      }
  }
  for (const [name, rates] of Object.entries(seen)) console.log(`${name.padEnd(16)} ${median(rates).toFixed(0)} MiB/s`);
  for (const step of ['upload', 'download'])
    console.log(
      `${step} ratio ${(median(seen[`${step} store`] ?? []) / median(seen[`${step} plain`] ?? [])).toFixed(2)}`,
    );
}

async function serve(): Promise<void> {
  const group = await Institution.create('GroupMSP');
  const gateway = await testGateway({ config: await group.config() });
  const li = await group.person('li', 'huaxin');
  gateway.chain.put([documents.entity('huaxin')]);
  await gateway.read();
  const { token } = await signIn(gateway.gateway.url, await fromPem(li.certificate, li.keyPem));
  const folder = temporary();
  const app = express();
  const path = join(folder, 'plain');
  app.put('/plain', async (request, response) => {
    await pipeline(request, createWriteStream(path));
    response.status(201).end();
  });
  app.get('/plain', async (_request, response) =>
    pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), response),
  );
  const plain = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => plain.once('listening', resolve));
  const address = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
  const args = [import.meta.filename, 'client', address, gateway.gateway.url, token, join(folder, 'file')];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  console.log(`memory of the gateway ${(process.memoryUsage().rss / MIB).toFixed(0)} MiB`);
  plain.close();
  plain.closeAllConnections();
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = Number(code);
}

await (role === 'client' ? client(given) : serve());
