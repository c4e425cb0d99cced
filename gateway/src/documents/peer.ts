import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { checkServerIdentity } from 'node:tls';
import { fits, type Documents as LedgerDocuments, refuse } from '@suyuan/schemas';
import type { Keeper } from './keyring.ts';
import { ToldRecord } from './record.ts';

/** Where another operator's gateway is, as it announced on the ledger. */
export type Place = LedgerDocuments['gateway/1'];

const IDLE_MS = 20_000;
const RECORD_BYTES = 64 * 1024;

/** Another operator's gateway, over mutual TLS. Failures are thrown as Errors that say what was answered. */
export interface Peer {
  /** The document's record, its key wrapped to this gateway's certificate. */
  describe(sha256: string): Promise<ToldRecord>;
  /** Sealed bytes of one file of the document, from a place on. */
  content(sha256: string, file: string, from: number): Promise<IncomingMessage>;
  close(): void;
}

/** Known by its certificate alone, as pinned on the ledger; one that an authority issued may stand for its address too. */
function agentTo(place: Place, own: Keeper): Agent {
  return new Agent({
    keepAlive: true,
    maxSockets: 4,
    cert: own.certificate,
    key: own.key,
    ca: place.certificate,
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
    checkServerIdentity: (host, shown) =>
      pem(shown.raw) === place.certificate.replaceAll('\n', '') ? undefined : checkServerIdentity(host, shown),
  });
}

const pem = (der: Buffer) => `-----BEGIN CERTIFICATE-----${der.toString('base64')}-----END CERTIFICATE-----`;

export function peerAt(place: Place, own: Keeper, signal: AbortSignal): Peer {
  const agent = agentTo(place, own);
  const get = async (path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
    const asked = request(new URL(path, place.address), { agent, headers, timeout: IDLE_MS, signal });
    asked.on('timeout', () => asked.destroy(new Error(`${place.msp} is silent`)));
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  };
  return {
    async describe(sha256) {
      const answer = await get(`/peer/documents/${sha256}`);
      const said: unknown = JSON.parse(await textOf(answer));
      if (answer.statusCode === 200 && fits(ToldRecord, said) && said.sha256 === sha256) return said;
      throw new Error(`${place.msp} answers ${answer.statusCode} ${codeIn(said)}`);
    },
    async content(sha256, file, from) {
      const headers = { range: `bytes=${from}-`, 'if-match': `"${file}"` };
      const answer = await get(`/peer/documents/${sha256}/content`, headers);
      if (answer.statusCode === 206 || (answer.statusCode === 200 && from === 0)) return answer;
      answer.destroy();
      throw new Error(`${place.msp} answers ${answer.statusCode} to a range from ${from}`);
    },
    close: () => agent.destroy(),
  };
}

const codeIn = (said: unknown) => (said as { error?: { code?: string } } | null)?.error?.code ?? '';

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > RECORD_BYTES) throw refuse('LIMIT_BODY', { limit: RECORD_BYTES });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
