import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Grade, Refusal, type Role, refuse } from '@suyuan/schemas';
import type { LocalStore } from '../store/index.ts';
import { type ReadCertificate, readCertificate } from './certificate.ts';
import { checkSignature, newChallenge, useChallenge } from './challenge.ts';
import { type RateLimits, Rates } from './rates.ts';
import { Throttle } from './throttle.ts';
import type { Trust } from './trust.ts';
import type { demonstrationWallets, Wallet } from './wallets.ts';

/** Somebody whose certificate was checked. What they may do follows from it and the membership record together. */
export interface Person {
  readonly name: string;
  readonly msp: string;
  readonly unit: 'client' | 'admin';
  readonly entity: string | undefined;
  readonly roles: readonly Role[];
  readonly clearance: Grade;
  readonly duty: string | undefined;
  readonly fingerprint: string;
  readonly certificate: string;
  /** Id of the session by which they ask; undefined by mutual TLS. */
  readonly session: string | undefined;
  /** The key that is kept here for this certificate, when there is one. */
  readonly wallet: Wallet | undefined;
}

export interface Opened {
  readonly token: string;
  readonly expiresAt: string;
  readonly person: Person;
}

/** An open session as its person sees it. */
export interface OpenSession {
  readonly id: string;
  readonly demonstration: boolean;
  /** Of the certificate that opened it. */
  readonly fingerprint: string;
  readonly openedAt: string;
  readonly expiresAt: string;
}

export interface SignIn {
  readonly certificate: string;
  readonly challenge: string;
  readonly signature: Uint8Array;
}

interface Settings extends RateLimits {
  readonly sessionMs: number;
  readonly challengeMs: number;
  readonly challengesPerMinute: number;
  readonly failuresPerMinute: number;
  readonly addressFailuresPerMinute: number;
}

interface Parts {
  readonly store: LocalStore;
  readonly trust: Trust;
  readonly wallets: ReadonlyMap<string, Wallet>;
  readonly demonstration: ReturnType<typeof demonstrationWallets>;
  readonly settings: Settings;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Opens, finds and closes sessions. Tokens are stored as hashes alone and are worth what their certificate is worth now. */
export class Identity {
  readonly #parts: Parts;
  readonly #challenges: Throttle;
  readonly #failures: Throttle;
  readonly #addressFailures: Throttle;
  readonly #rates: Rates;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#challenges = new Throttle(parts.settings.challengesPerMinute);
    this.#failures = new Throttle(parts.settings.failuresPerMinute);
    this.#addressFailures = new Throttle(parts.settings.addressFailuresPerMinute);
    this.#rates = new Rates(parts.settings);
  }

  /** A challenge for a client at an address. @throws SESSION_THROTTLED */
  async challenge(address: string) {
    this.#challenges.check(address);
    this.#challenges.count(address);
    return newChallenge(this.#parts.store, this.#parts.settings.challengeMs);
  }

  /** Opens a session for a signed challenge. @throws CERTIFICATE_*, SESSION_CHALLENGE, SESSION_SIGNATURE, SESSION_THROTTLED */
  async open(signIn: SignIn, address: string): Promise<Opened> {
    this.#addressFailures.check(address);
    try {
      const certificate = readCertificate(signIn.certificate);
      this.#failures.check(`${address} ${certificate.fingerprint}`);
      await useChallenge(this.#parts.store, signIn.challenge);
      this.#parts.trust.check(certificate);
      checkSignature(certificate, signIn.challenge, signIn.signature);
      return await this.#session(certificate, 'certificate');
    } catch (error) {
      this.#failed(signIn.certificate, address);
      throw error;
    }
  }

  /** Guesses count against the certificate that they were made for, at their address; and loosely against the address. */
  #failed(pem: string, address: string): void {
    this.#addressFailures.count(address);
    try {
      this.#failures.count(`${address} ${readCertificate(pem).fingerprint}`);
    } catch {
      // An unreadable certificate has no fingerprint; its address was counted.
    }
  }

  /** People of a demonstration, who sign in without a key. The caller has checked that the request is local. */
  people() {
    this.#mustDemonstrate();
    return this.#parts.demonstration.people;
  }

  async openDemonstration(name: string): Promise<Opened> {
    this.#mustDemonstrate();
    const wallet = this.#parts.demonstration.open(name);
    if (!wallet) throw refuse('SESSION_DEMONSTRATION', { rule: `no person ${name.slice(0, 64)}` }, 'person');
    const certificate = readCertificate(wallet.certificate);
    this.#parts.trust.check(certificate);
    return this.#session(certificate, 'demonstration');
  }

  #mustDemonstrate(): void {
    if (!this.#parts.trust.config.demonstration)
      throw refuse('SESSION_DEMONSTRATION', { rule: 'the genesis block does not say demonstration' });
  }

  async #session(certificate: ReadCertificate, kind: 'certificate' | 'demonstration'): Promise<Opened> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + this.#parts.settings.sessionMs).toISOString();
    const { pem, fingerprint } = certificate;
    const id = randomUUID();
    const person = this.#person(certificate, kind === 'demonstration', id);
    await this.#parts.store.saveSession({
      id,
      msp: person.msp,
      person: person.name,
      token_hash: hashOf(token),
      fingerprint,
      certificate: pem,
      kind,
      expires_at: expiresAt,
    });
    return { token, expiresAt, person };
  }

  /** Who holds a token. @throws SESSION_INVALID, or why the certificate is no longer good */
  async find(token: string, local: boolean): Promise<Person> {
    const session = await this.#parts.store.session(hashOf(token));
    if (!session || session.expires_at < new Date().toISOString()) throw refuse('SESSION_INVALID');
    const demonstration = session.kind === 'demonstration';
    if (demonstration && !local) throw refuse('SESSION_INVALID');
    return this.#person(readCertificate(session.certificate), demonstration, session.id);
  }

  /** Who is at the other end of mutual TLS, which has proved the key. @throws CERTIFICATE_* */
  ofCertificate(pem: string): Person {
    return this.#person(readCertificate(pem), false, undefined);
  }

  /** Counts a request against its person and entity. @throws LIMIT_RATE */
  take(person: Person): void {
    this.#rates.take(person);
  }

  async close(token: string): Promise<void> {
    await this.#parts.store.endSession(hashOf(token));
  }

  /** Sessions of a person that are still open, by whichever certificate, the newest first. */
  async sessions({ msp, name }: Person): Promise<OpenSession[]> {
    const now = new Date().toISOString();
    const rows = await this.#parts.store.sessionsOf({ msp, person: name });
    return rows
      .filter((row) => row.expires_at >= now)
      .map(({ id, kind, fingerprint, created_at, expires_at }) => ({
        id,
        demonstration: kind === 'demonstration',
        fingerprint,
        openedAt: created_at,
        expiresAt: expires_at,
      }));
  }

  /** Ends one session of a person, or all but the one by which they ask. Answers how many. */
  endSessions({ msp, name, session }: Person, id?: string): Promise<number> {
    return this.#parts.store.endSessionsOf({ msp, person: name }, id === undefined ? { but: session } : { id });
  }

  /** Ends the sessions of certificates that are no longer good, or that `over` says are not. Answers how many. */
  async endRevoked(over: (certificate: ReadCertificate) => boolean = () => false): Promise<number> {
    const held = await this.#parts.store.certificates();
    const bad = [...held].filter(([, pem]) => {
      const certificate = readCertificate(pem);
      return over(certificate) || !this.#isGood(certificate);
    });
    return this.#parts.store.endSessionsBy(bad.map(([fingerprint]) => fingerprint));
  }

  #isGood(certificate: ReadCertificate): boolean {
    try {
      this.#parts.trust.check(certificate);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  #person(certificate: ReadCertificate, demonstration: boolean, session: string | undefined): Person {
    const { msp, unit } = this.#parts.trust.check(certificate);
    const { fingerprint, pem, person: name, attributes } = certificate;
    const kept = this.#parts.wallets.get(fingerprint);
    const wallet = kept ?? (demonstration ? this.#parts.demonstration.ofCertificate(fingerprint) : undefined);
    return { name, msp, unit, ...attributes, fingerprint, certificate: pem, session, wallet };
  }
}
