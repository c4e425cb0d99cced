import { pino } from 'pino';

export type Log = ReturnType<typeof makeLog>;

/** Members that never reach a log, wherever they stand. */
export const SECRETS = [
  'authorization',
  'token',
  'password',
  'key',
  'privateKey',
  'p12',
  'signature',
  'challenge',
  'cookie',
] as const;

const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** The process's log: JSON lines, on stderr unless a stream is given; secrets are replaced by `[secret]`. */
export function makeLog(level: string, stream: { write(line: string): unknown } = process.stderr) {
  return pino(
    { level, base: null, redact: { paths, censor: '[secret]' }, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write: (line: string) => void stream.write(line),
    },
  );
}
