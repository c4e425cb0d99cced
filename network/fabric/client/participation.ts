import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeTls } from '../configuration/tls.ts';
import { type Answer, askNode } from './https.ts';

/** What an orderer says of a channel that it takes part in. */
export interface Participation {
  readonly status: string;
  readonly consensusRelation: string;
  readonly height: number;
}

const channels = '/participation/v1/channels';

const form = (block: Uint8Array): { type: string; bytes: Uint8Array } => {
  const boundary = 'suyuan-config-block';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="config-block"; filename="config.block"\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), block, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
};

const untilListening = async (ask: () => Promise<Answer>, until: number): Promise<Answer> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
};

/**
 * Has an orderer join a channel from its configuration block, as `osnadmin channel join` does; waits for its admin
 * endpoint. Does nothing when it has joined already.
 * @throws with the orderer's words when it refuses
 */
export const joinOrderer = async (
  tls: NodeTls,
  adminPort: number,
  channel: string,
  block: Uint8Array,
  ms = 20_000,
): Promise<void> => {
  const until = Date.now() + ms;
  const known = await untilListening(() => askNode(tls, adminPort, `${channels}/${channel}`), until);
  if (known.status === 200) return;
  const answer = await askNode(tls, adminPort, channels, form(block));
  if (answer.status !== 201) throw new Error(`the orderer does not join ${channel}: ${answer.text.trim()}`);
};

/** @throws when the orderer does not answer or is not in the channel */
export const participation = async (tls: NodeTls, adminPort: number, channel: string): Promise<Participation> => {
  const answer = await askNode(tls, adminPort, `${channels}/${channel}`);
  if (answer.status !== 200) throw new Error(`not in ${channel}: ${answer.text.trim()}`);
  return JSON.parse(answer.text) as Participation;
};
