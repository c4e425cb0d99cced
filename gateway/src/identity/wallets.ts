import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Connection, nativeSigner, type PersonEntry, type Sign } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import { readCertificate } from './certificate.ts';
import { openPkcs12 } from './pkcs12.ts';

/** A key kept here, only ever reached as a signer. */
export interface Wallet {
  readonly certificate: string;
  readonly fingerprint: string;
  readonly sign: Sign;
}

/** Password of the demonstration's people, as the network's README publishes it. */
const DEMONSTRATION_PASSWORD = 'demonstration';

export function openWallet(bytes: Uint8Array, password: string): Wallet {
  const { certificate, key } = openPkcs12(bytes, password);
  return { certificate: certificate.pem, fingerprint: certificate.fingerprint, sign: nativeSigner(key) };
}

const variable = (name: string) => `SUYUAN_WALLET_PASSWORD_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

/** Password of a wallet file: the file beside it named `<name>.password`, else the environment. */
function passwordOf(directory: string, name: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = join(directory, `${name}.password`);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : env[variable(name)];
}

/** Opens every `<name>.p12` of a folder. One that does not open is logged and left out. Answers them by fingerprint. */
export function openWallets(directory: string, log: Log, env = process.env): Map<string, Wallet> {
  const wallets = new Map<string, Wallet>();
  const files = existsSync(directory) ? readdirSync(directory).filter((file) => file.endsWith('.p12')) : [];
  for (const file of files) {
    const name = basename(file, '.p12');
    try {
      const wallet = openWallet(readFileSync(join(directory, file)), passwordOf(directory, name, env) ?? '');
      wallets.set(wallet.fingerprint, wallet);
    } catch (error) {
      log.error({ err: error, wallet: name }, 'a wallet does not open');
    }
  }
  return wallets;
}

/** A person of the demonstration under the name by which one signs in: the own name, or `name@operator` where two share it. */
export type DemonstrationPerson = PersonEntry & { readonly id: string; readonly operator: string };

/** The people of a demonstration, less the gateways' own identities. */
function peopleOf(connection: Connection): DemonstrationPerson[] {
  const all = connection.operators.flatMap((operator) =>
    operator.people.filter((p) => p.name !== 'gateway').map((p) => ({ ...p, operator: operator.name })),
  );
  const shared = (name: string) => all.filter((p) => p.name === name).length > 1;
  return all.map((p) => ({ ...p, id: shared(p.name) ? `${p.name}@${p.operator}` : p.name }));
}

/** Wallets of the demonstration's people, opened when first used. */
export function demonstrationWallets(connection: Connection) {
  const people = peopleOf(connection);
  const opened = new Map<string, Wallet>();
  const open = (person: DemonstrationPerson | undefined): Wallet | undefined => {
    if (!person) return undefined;
    const wallet = opened.get(person.id) ?? openWallet(readFileSync(person.p12), DEMONSTRATION_PASSWORD);
    opened.set(person.id, wallet);
    return wallet;
  };
  return {
    people,
    open: (id: string) => open(people.find((p) => p.id === id)),
    ofCertificate: (fingerprint: string) => {
      const known = [...opened.values()].find((wallet) => wallet.fingerprint === fingerprint);
      return (
        known ??
        open(people.find((p) => readCertificate(readFileSync(p.certificate, 'utf8')).fingerprint === fingerprint))
      );
    },
  };
}
