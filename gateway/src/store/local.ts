import type { Database } from './database.ts';
import { gathered } from './gathered.ts';
import type { SessionOwner, SessionRow } from './tables.ts';

/** What this gateway keeps for itself: challenges and sessions, by the hashes of their secrets. */
export interface LocalStore {
  saveChallenge(hash: string, expiresAt: string): Promise<void>;
  /** Takes a challenge away, once, and answers when it expires; undefined when it is not there. */
  takeChallenge(hash: string): Promise<string | undefined>;
  saveSession(session: Omit<SessionRow, 'created_at'>): Promise<void>;
  session(hash: string): Promise<SessionRow | undefined>;
  endSession(hash: string): Promise<void>;
  /** A person's sessions, the newest first. */
  sessionsOf(owner: SessionOwner): Promise<SessionRow[]>;
  /** Ends sessions of a person: one by its id, or all but one. Answers how many. */
  endSessionsOf(
    owner: SessionOwner,
    which: { readonly id: string } | { readonly but: string | undefined },
  ): Promise<number>;
  /** Certificates (PEM, by fingerprint) that have a session. */
  certificates(): Promise<ReadonlyMap<string, string>>;
  /** Ends every session of some certificates. Answers how many. */
  endSessionsBy(fingerprints: readonly string[]): Promise<number>;
  /** Forgets what expired before an instant. */
  sweep(before: string): Promise<void>;
}

export function localStore(database: Database): LocalStore {
  const session = gathered(async (hashes) => {
    const found = await database.selectFrom('local.session').selectAll().where('token_hash', 'in', hashes).execute();
    return new Map(found.map((row) => [row.token_hash, row]));
  });
  return {
    saveChallenge: async (hash, expiresAt) => {
      await database.insertInto('local.challenge').values({ challenge_hash: hash, expires_at: expiresAt }).execute();
    },
    takeChallenge: async (hash) => {
      const taken = database.deleteFrom('local.challenge').where('challenge_hash', '=', hash).returning('expires_at');
      return (await taken.executeTakeFirst())?.expires_at;
    },
    saveSession: async (session) => {
      const row = { ...session, created_at: new Date().toISOString() };
      await database.insertInto('local.session').values(row).execute();
    },
    session,
    endSession: async (hash) => {
      await database.deleteFrom('local.session').where('token_hash', '=', hash).execute();
    },
    sessionsOf: ({ msp, person }) =>
      database
        .selectFrom('local.session')
        .selectAll()
        .where('msp', '=', msp)
        .where('person', '=', person)
        .orderBy('created_at', 'desc')
        .execute(),
    endSessionsOf: async ({ msp, person }, which) => {
      const own = database.deleteFrom('local.session').where('msp', '=', msp).where('person', '=', person);
      const some = 'id' in which ? own.where('id', '=', which.id) : own.where('id', '!=', which.but ?? '');
      return (await some.returning('id').execute()).length;
    },
    certificates: async () => {
      const rows = await database
        .selectFrom('local.session')
        .select(['fingerprint', 'certificate'])
        .distinct()
        .execute();
      return new Map(rows.map(({ fingerprint, certificate }) => [fingerprint, certificate]));
    },
    endSessionsBy: async (fingerprints) => {
      if (fingerprints.length === 0) return 0;
      const some = database.deleteFrom('local.session').where('fingerprint', 'in', [...fingerprints]);
      return (await some.returning('id').execute()).length;
    },
    sweep: async (before) => {
      await database.deleteFrom('local.challenge').where('expires_at', '<', before).execute();
      await database.deleteFrom('local.session').where('expires_at', '<', before).execute();
    },
  };
}
