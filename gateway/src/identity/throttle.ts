import { type Refusal, refuse } from '@suyuan/schemas';

interface Window {
  count: number;
  until: number;
}

const MINUTE = 60_000;
const KEPT = 10_000;

const throttled = (retryAfter: number) => refuse('SESSION_THROTTLED', { retryAfter });

/** Counts within windows of a minute, by key; kept in memory, the oldest forgotten first. */
export class Throttle {
  readonly #limit: number;
  readonly #refusal: (retryAfter: number) => Refusal;
  readonly #windows = new Map<string, Window>();

  /** `refusal` is what somebody is told who has to wait for some seconds. */
  constructor(limitPerMinute: number, refusal: (retryAfter: number) => Refusal = throttled) {
    this.#limit = limitPerMinute;
    this.#refusal = refusal;
  }

  #window(key: string): Window {
    const now = Date.now();
    const known = this.#windows.get(key);
    if (known && known.until > now) return known;
    this.#windows.delete(key);
    const oldest = this.#windows.keys().next();
    if (this.#windows.size >= KEPT && !oldest.done) this.#windows.delete(oldest.value);
    const fresh = { count: 0, until: now + MINUTE };
    this.#windows.set(key, fresh);
    return fresh;
  }

  /** @throws what it was told to, when the key has used its minute up */
  check(key: string): void {
    const window = this.#window(key);
    if (window.count < this.#limit) return;
    throw this.#refusal(Math.max(1, Math.ceil((window.until - Date.now()) / 1000)));
  }

  count(key: string): void {
    this.#window(key).count += 1;
  }

  forget(key: string): void {
    this.#windows.delete(key);
  }
}
