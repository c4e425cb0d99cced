import { firstBreach, type PrivateTransactions, privateTransactions, refuse, VaultContent } from '@suyuan/schemas';
import type { Addressed } from '../../ledger/index.ts';
import type { Context } from '../context.ts';
import { newCommandId } from './to-command.ts';

type PrivateName = keyof PrivateTransactions;

export const isPrivate = (name: string): name is PrivateName => Object.hasOwn(privateTransactions, name);

/** The operator that hosts an entity, as the ledger has it. */
export const hostOf =
  ({ services: { reads } }: Context) =>
  async (entity: string): Promise<string | undefined> =>
    (await reads.byIds('entity', [entity], 'all'))[0]?.host;

type Private = {
  readonly name: PrivateName;
  readonly command: object;
  readonly commandId: string;
  readonly to: Addressed;
};

/**
 * A private transaction, to be sent to one operator's peer alone: to the own one what goes into a vault, to the host of
 * the entity it is opened to what comes out. Values of other hosts' entities are refused here, before they go further.
 */
export async function wholePrivate(
  name: PrivateName,
  command: unknown,
  given: unknown,
  context: Context,
): Promise<Private> {
  const breach = firstBreach(privateTransactions[name], command);
  if (breach) throw refuse('COMMAND_MALFORMED', { rule: breach.rule }, breach.field);
  const content = typeof given === 'object' && given !== null ? { commandId: newCommandId(), ...given } : given;
  const wrong = firstBreach(VaultContent, content);
  if (wrong) throw refuse('VAULT_TRANSIENT', { rule: `${wrong.field}: ${wrong.rule}` }, 'content');
  const { operator } = context.services.ledger;
  const { person } = context;
  if (person?.msp !== operator.mspId) {
    throw refuse('VAULT_ELSEWHERE', { entity: person?.entity ?? '–', host: person?.msp ?? '–' }, 'vault');
  }
  const { to } = command as { to?: string };
  const at = to === undefined ? operator.mspId : await hostOf(context)(to);
  if (at === undefined) throw refuse('NOT_FOUND', { what: 'entity', id: to ?? '' }, 'to');
  const whole = content as VaultContent;
  return { name, command: command as object, commandId: whole.commandId, to: { at, content: whole } };
}
