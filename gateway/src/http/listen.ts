import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Config } from '../config.ts';
import type { Trust } from '../identity/index.ts';
import { announcedCertificate, serverCertificate } from './tls.ts';

export interface Listening {
  readonly url: string;
  readonly mtlsUrl: string | undefined;
  /** PEM of the certificate that the port for mutual TLS shows. */
  readonly mtlsCertificate: string | undefined;
  /** Takes no new requests, lets those under way finish for `ms`, then ends what is left, such as subscriptions. */
  close(ms: number): Promise<void>;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function start(server: Server, port: number, host: string): Promise<Server> {
  server.headersTimeout = 10_000;
  server.requestTimeout = 120_000;
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

function end(server: Server, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), ms).unref();
  return promise;
}

/** Opens the HTTP port, and the port for machines that show their certificate in TLS when one is set. */
export async function listen(
  app: Express,
  sockets: (server: Server) => () => Promise<void>,
  config: Config,
  trust: Trust,
): Promise<Listening> {
  const { tls } = config;
  const main = tls
    ? createTlsServer(
        { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile), minVersion: 'TLSv1.2' },
        app,
      )
    : createServer(app);
  const http = await start(main, config.port, config.host);
  const servers = [http];
  let mtlsUrl: string | undefined;
  let mtlsCertificate: string | undefined;
  if (config.mtlsPort !== undefined) {
    // The handshake proves the key; who vouches for it is judged as for any sign-in, so that its refusal can be said.
    const own = await serverCertificate(config.home);
    mtlsCertificate = announcedCertificate(own);
    const options = {
      ...own,
      ca: trust.roots(),
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    } as const;
    const https = await start(createTlsServer(options, app), config.mtlsPort, config.host);
    servers.push(https);
    mtlsUrl = `https://localhost:${portOf(https)}/`;
  }
  const opened = servers.map(sockets);
  const close = async (ms: number) => {
    await Promise.all(opened.map((endAll) => endAll()));
    await Promise.all(servers.map((server) => end(server, ms)));
  };
  return { url: `${tls ? 'https' : 'http'}://localhost:${portOf(http)}/`, mtlsUrl, mtlsCertificate, close };
}
