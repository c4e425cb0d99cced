import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isAbsolute } from 'node:path';
import { writeWhole } from '../../files.ts';
import type { Deployed } from '../lifecycle/deployed.ts';
import type { Embedded } from '../network.ts';
import { ControlError, type Enrolment, enroll, revoke } from './people.ts';
import { type ControlFile, statusOf } from './status.ts';

const maxBody = 65_536;

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBody) throw new ControlError('the request is too large');
  }
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
};

const sameToken = (given: string | undefined, token: string): boolean => {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${token}`)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** A path that is not absolute would mean another folder here than where it was written. */
const readDeployment = ({ name, path, collections }: Record<string, unknown>): Deployed => {
  if (typeof name !== 'string' || typeof path !== 'string' || !isAbsolute(path)) {
    throw new ControlError('a deployment needs a name and the absolute path of a Node package');
  }
  return { name, path, ...(collections === undefined ? {} : { collections }) };
};

export interface ControlOptions {
  readonly file: string;
  readonly network: Embedded;
  readonly stop: () => void;
}

const perform = async (options: ControlOptions, action: string, body: Record<string, unknown>): Promise<unknown> => {
  const { network } = options;
  switch (action) {
    case 'GET /status':
      return statusOf(network);
    case 'POST /enroll':
      return enroll(network, body as unknown as Enrolment);
    case 'POST /revoke':
      return { block: await revoke(network, body.operator as string | undefined, String(body.name)) };
    case 'POST /deploy':
      return { packageId: await network.deploy(readDeployment(body)) };
    case 'POST /stop':
      setImmediate(options.stop);
      return { stopping: true };
    default:
      throw new ControlError(`unknown request ${action}`);
  }
};

/** The control channel of a running network: HTTP on localhost, for who can read its token file (mode 0600). */
export const serveControl = async (options: ControlOptions): Promise<{ close(): void }> => {
  const token = randomBytes(32).toString('hex');
  // One at a time: enrolments and revocations build on each other's files.
  let last: Promise<unknown> = Promise.resolve();
  const server: Server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (!sameToken(request.headers.authorization, token)) return answer(401, { error: 'wrong token' });
    last = last
      .catch(() => undefined)
      .then(async () => perform(options, `${request.method} ${request.url}`, await bodyOf(request)))
      .then(
        (body) => answer(200, body),
        (error: unknown) =>
          answer(error instanceof ControlError ? 400 : 500, {
            error: error instanceof Error ? error.message : String(error),
          }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const file: ControlFile = { pid: process.pid, port, token };
  writeWhole(options.file, JSON.stringify(file), 0o600);
  return {
    close: () => {
      rmSync(options.file, { force: true });
      server.close();
      server.closeAllConnections();
    },
  };
};
