import { X509Certificate as NativeCertificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { refuse } from '@suyuan/schemas';
import type { ChannelConfig, ChannelMsp } from '../ledger/index.ts';
import type { ReadCertificate } from './certificate.ts';
import { isNamed, keepsItsPath, maySign } from './path.ts';

/** Who vouches for a certificate, and as what. */
export interface Vouched {
  readonly msp: string;
  readonly unit: 'client' | 'admin';
}

/** The certificates and revocation lists of one institution, parsed once for each channel configuration. */
interface Authority {
  readonly msp: ChannelMsp;
  readonly roots: readonly NativeCertificate[];
  readonly intermediates: readonly NativeCertificate[];
  readonly revoked: readonly { readonly issuer: NativeCertificate; readonly serials: ReadonlySet<string> }[];
}

const MAX_CHAIN = 5;

const inForce = (c: NativeCertificate, now: number) =>
  c.validFromDate.getTime() <= now && now <= c.validToDate.getTime();

/** Instants (ms) from which a certificate counts otherwise than before. */
const turnsOf = (c: NativeCertificate) => [c.validFromDate.getTime(), c.validToDate.getTime() + 1];

const issued = (by: NativeCertificate, certificate: NativeCertificate) =>
  by.ca && certificate.checkIssued(by) && certificate.verify(by.publicKey);

const serialOf = (hex: string) => hex.toLowerCase().replace(/^0+/, '') || '0';

async function readList(bytes: Uint8Array, authorities: readonly NativeCertificate[]) {
  const list = new x509.X509Crl(isPem(bytes) ? Buffer.from(bytes).toString('utf8') : new Uint8Array(bytes));
  for (const issuer of authorities.filter((one) => isNamed(one, list.issuer) && maySign(one, 'cRLSign'))) {
    if (!(await list.verify({ publicKey: new x509.X509Certificate(new Uint8Array(issuer.raw)) }).catch(() => false)))
      continue;
    return { issuer, serials: new Set(list.entries.map((entry) => serialOf(entry.serialNumber))) };
  }
  return undefined;
}

const isPem = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 11)).toString('latin1') === '-----BEGIN ';

async function readAuthority(msp: ChannelMsp): Promise<Authority> {
  const roots = msp.roots.map((pem) => new NativeCertificate(Buffer.from(pem)));
  const intermediates = msp.intermediates.map((pem) => new NativeCertificate(Buffer.from(pem)));
  const lists = await Promise.all(msp.revocations.map((bytes) => readList(bytes, [...roots, ...intermediates])));
  return { msp, roots, intermediates, revoked: lists.filter((list) => list !== undefined) };
}

/** The chain from a certificate to a root of one institution, its own first; undefined when there is none. */
function chainOf(
  leaf: NativeCertificate,
  authority: Authority,
  now: number,
  depth = 0,
): NativeCertificate[] | undefined {
  if (depth > MAX_CHAIN) return undefined;
  const root = authority.roots.find((ca) => issued(ca, leaf) && inForce(ca, now));
  if (root) return [leaf, root];
  for (const ca of authority.intermediates) {
    if (!issued(ca, leaf) || !inForce(ca, now)) continue;
    const rest = chainOf(ca, authority, now, depth + 1);
    if (rest) return [leaf, ...rest];
  }
  return undefined;
}

/** An authority may have changed its key: lists and certificates of one name go together, by whichever key. */
const isRevoked = (chain: readonly NativeCertificate[], authority: Authority) =>
  chain.some((certificate, at) => {
    const issuer = chain[at + 1];
    return authority.revoked.some(
      (list) => issuer?.subject === list.issuer.subject && list.serials.has(serialOf(certificate.serialNumber)),
    );
  });

function checkUse(certificate: ReadCertificate): void {
  const wrong = (rule: string) => refuse('CERTIFICATE_USAGE', { rule }, 'certificate');
  if (certificate.native.ca) throw wrong('it is of an authority');
  const usage = certificate.parsed.getExtension(x509.KeyUsagesExtension);
  if (usage && !(usage.usages & x509.KeyUsageFlags.digitalSignature)) throw wrong('digitalSignature is missing');
}

function checkPeerUnit(certificate: ReadCertificate, { units }: ChannelMsp): void {
  if (units && !certificate.units.includes(units.peer))
    throw refuse('CERTIFICATE_USAGE', { rule: `OU must be ${units.peer}` }, 'certificate');
}

function unitOf(certificate: ReadCertificate, { units }: ChannelMsp): Vouched['unit'] {
  if (!units) return 'client';
  if (certificate.units.includes(units.client)) return 'client';
  if (certificate.units.includes(units.admin)) return 'admin';
  throw refuse('CERTIFICATE_USAGE', { rule: `OU must be ${units.client} or ${units.admin}` }, 'certificate');
}

/** By whom a certificate is vouched for from one instant (ms) until before another. */
interface Known {
  readonly msp: ChannelMsp;
  readonly from: number;
  readonly until: number;
}

/** Judges certificates by the channel's configuration in force. */
export class Trust {
  #authorities: readonly Authority[] = [];
  #turns: readonly number[] = [];
  #config: ChannelConfig | undefined;
  /** Between two turns of the configuration's and its own validity nothing changes in how a certificate is judged. */
  #known = new WeakMap<ReadCertificate, Known>();

  get config(): ChannelConfig {
    if (!this.#config) throw refuse('LEDGER_UNAVAILABLE');
    return this.#config;
  }

  /** Takes over a channel configuration: its roots, units and revocation lists hold from now on. */
  async use(config: ChannelConfig): Promise<void> {
    this.#authorities = await Promise.all(config.msps.map(readAuthority));
    this.#turns = this.#authorities.flatMap(({ roots, intermediates }) =>
      [...roots, ...intermediates].flatMap(turnsOf),
    );
    this.#known = new WeakMap();
    this.#config = config;
  }

  /** PEM of every authority, as a TLS server names them to its clients. */
  roots(): string[] {
    return this.#authorities.flatMap(({ roots, intermediates }) => [...roots, ...intermediates].map(String));
  }

  /**
   * Checks chain, validity, use and revocation at an instant (ms).
   * @throws CERTIFICATE_UNTRUSTED, CERTIFICATE_VALIDITY, CERTIFICATE_USAGE, CERTIFICATE_REVOKED
   */
  check(certificate: ReadCertificate, now = Date.now()): Vouched {
    const msp = this.#vouch(certificate, now);
    return { msp: msp.id, unit: unitOf(certificate, msp) };
  }

  /** The same for the certificate of a peer: answers whose it is. */
  checkPeer(certificate: ReadCertificate, now = Date.now()): string {
    const msp = this.#vouch(certificate, now);
    checkPeerUnit(certificate, msp);
    return msp.id;
  }

  #vouch(certificate: ReadCertificate, now: number): ChannelMsp {
    const known = this.#known.get(certificate);
    if (known && known.from <= now && now < known.until) return known.msp;
    const msp = this.#judge(certificate, now);
    const turns = [...this.#turns, ...turnsOf(certificate.native)];
    const from = Math.max(...turns.filter((turn) => turn <= now));
    this.#known.set(certificate, { msp, from, until: Math.min(...turns.filter((turn) => turn > now)) });
    return msp;
  }

  #judge(certificate: ReadCertificate, now: number): ChannelMsp {
    for (const authority of this.#authorities) {
      const chain = chainOf(certificate.native, authority, now);
      if (!chain || !keepsItsPath(chain)) continue;
      const { validFromDate, validToDate } = certificate.native;
      if (!inForce(certificate.native, now))
        throw refuse(
          'CERTIFICATE_VALIDITY',
          { from: validFromDate.toISOString(), until: validToDate.toISOString() },
          'certificate',
        );
      checkUse(certificate);
      if (isRevoked(chain, authority)) throw refuse('CERTIFICATE_REVOKED', {}, 'certificate');
      return authority.msp;
    }
    throw refuse('CERTIFICATE_UNTRUSTED', {}, 'certificate');
  }
}
