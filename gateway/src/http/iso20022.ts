import { AccountText, firstBreach, refuse } from '@suyuan/schemas';
import { json, type Request, type RequestHandler, Router, raw } from 'express';
import { present, refusalOf } from '../errors/index.ts';
import { keptHere } from '../graphql/command/resolvers.ts';
import { type Context, newContext, type Services } from '../graphql/context.ts';
import { MESSAGE_BYTES, pain001, type Reported, readBankMessage } from '../interop/iso20022/index.ts';
import { arrivalOf } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

const DEBTOR_BYTES = 4096;

const bodyOf = (request: Request): Uint8Array => {
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw refuse('REQUEST_MALFORMED', { rule: 'an XML message is required' }, 'body');
  return body;
};

/** What the buyer says of its own account, in the body: addresses are kept in logs, bodies are not. @throws ISO_DEBTOR */
function debtorOf({ body }: Request) {
  const said = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : '');
  const account = text('account');
  const agent = text('agent');
  if (!/^[A-Za-z0-9-]{5,34}$/.test(account))
    throw refuse('ISO_DEBTOR', { rule: '5 to 34 letters, digits and hyphens' }, 'account');
  const named = /^\d{12}$/.test(agent) ? { cnaps: agent } : { bic: agent };
  if (firstBreach(AccountText.properties.agent, named))
    throw refuse('ISO_DEBTOR', { rule: 'a BIC, or the 12 digits of a CNAPS line number' }, 'agent');
  return { account, agent: named };
}

/** The buyer's instruction of an order, the same bytes whenever it asks. @throws NOT_FOUND, ORDER_PARTY, ORDER_STATE */
async function instructionOf(id: string, request: Request, { load, reader, services }: Context) {
  const order = await load.order(id);
  if (!order) throw refuse('NOT_FOUND', { what: 'order', id: id.slice(0, 100) }, 'order');
  if (order.buyer !== reader.entity) throw refuse('ORDER_PARTY', { office: 'buyer' }, 'order');
  const { account } = order;
  const agreed = (await services.reads.history('order/1', id)).find(({ state }) => state === 'agreed');
  if (!account || !agreed) throw refuse('ORDER_STATE', { state: order.state, allowed: 'agreed' }, 'order');
  const nameOf = async (entity: string) => (await load.entity(entity))?.title.zh ?? entity;
  const debtor = { name: await nameOf(order.buyer), ...debtorOf(request) };
  return pain001({ ...order, account }, agreed.since, debtor, await nameOf(order.seller));
}

/** Carries the commands of one message out, each a transaction of its own: what one is refused for stops no other. */
async function submitAll(commands: readonly Reported[], context: Context, requestId: string) {
  const identity = keptHere(context);
  const { ledger, log } = context.services;
  const results = [];
  for (const { function: name, command } of commands) {
    const about = { function: name, order: command.order, commandId: command.commandId };
    try {
      const { transactionId, block, outcome } = await ledger.submitAs(identity, name, command);
      results.push({ ...about, transactionId, block, state: outcome.state });
    } catch (error) {
      if (commands.length === 1) throw error;
      results.push({ ...about, error: present(refusalOf(error, requestId, log)).extensions });
    }
  }
  return results;
}

/** ISO 20022 at the edge: the buyer's pain.001 of an order; a bank's pain.002 and camt.054. */
export function isoRoutes(services: Services): Router {
  const { log } = services;
  const router = Router();
  const signedIn =
    (answer: (request: Request, context: Context, requestId: string) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      const { requestId, person, again } = arrivalOf(request);
      response.setHeader('cache-control', 'no-store');
      try {
        const context = await newContext(services, { person, requestId, again, headers: new Headers() });
        const body = await answer(request, context, requestId);
        if (typeof body === 'string') response.type('application/xml').send(body);
        else response.json(body);
      } catch (error) {
        sendRefusal(response, error, requestId, log);
      }
    };
  const debtor = json({ limit: DEBTOR_BYTES });
  const xml = raw({ type: () => true, limit: MESSAGE_BYTES });

  router.post(
    '/orders/:id/pain.001',
    debtor,
    signedIn(async (request, context) => (await instructionOf(String(request.params.id), request, context)).xml),
  );
  router.post(
    '/orders/:id/instruction',
    debtor,
    signedIn(async (request, context) => {
      const { messageId, sha256 } = await instructionOf(String(request.params.id), request, context);
      return { messageId, sha256 };
    }),
  );
  router.post(
    '/commands',
    xml,
    signedIn(async (request) => readBankMessage(bodyOf(request))),
  );
  router.post(
    '/messages',
    xml,
    signedIn(async (request, context, requestId) => {
      const { sha256, commands, others } = readBankMessage(bodyOf(request));
      return { sha256, others, results: await submitAll(commands, context, requestId) };
    }),
  );
  return router;
}
