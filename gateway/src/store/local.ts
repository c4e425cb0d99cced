import type { Database } from './database.ts';
import type { SessionRow } from './tables.ts';

/** What this gateway keeps for itself: challenges and sessions, by the hashes of their secrets. */
export interface LocalStore {
  saveChallenge(hash: string, expiresAt: string): Promise<void>;
  /** Takes a challenge away, once, and answers when it expires; undefined when it is not there. */
  takeChallenge(hash: string): Promise<string | undefined>;
  saveSession(session: Omit<SessionRow, 'created_at'>): Promise<void>;
  session(hash: string): Promise<SessionRow | undefined>;
  endSession(hash: string): Promise<void>;
  /** Forgets what expired before an instant. */
  sweep(before: string): Promise<void>;
}

export function localStore(database: Database): LocalStore {
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
    session: (hash) =>
      database.selectFrom('local.session').selectAll().where('token_hash', '=', hash).executeTakeFirst(),
    endSession: async (hash) => {
      await database.deleteFrom('local.session').where('token_hash', '=', hash).execute();
    },
    sweep: async (before) => {
      await database.deleteFrom('local.challenge').where('expires_at', '<', before).execute();
      await database.deleteFrom('local.session').where('expires_at', '<', before).execute();
    },
  };
}
