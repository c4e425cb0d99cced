import { commandId } from '../../support/network.ts';
import { keyPolicyOf, type Rule } from '../../support/policies.ts';
import { type Call, EXERCISE, type Recorder } from '../recorder.ts';

const li: Call = { person: 'li-holder' };
const registrar: Call = { person: 'lin-acceptor' };
const policy = (rule: Rule) => keyPolicyOf(rule).toString('base64');
const by = (...endorsers: string[]): Call => ({ ...registrar, endorsers });

/** What a chaincode may do with keys of the channel state. */
export const keys: Readonly<Record<string, (play: Recorder) => Promise<void>>> = {
  async 'pages of a range'(play) {
    const all = `page-${commandId()}/`;
    await play.call('fill', li, 'fill', all, '0', '7');
    let bookmark = '';
    for (let page = 1; page <= 4; page += 1) {
      const answer = await play.query(`page ${page}`, li, 'page', all, `${all}~`, '3', bookmark);
      ({ bookmark } = JSON.parse(answer) as { bookmark: string });
    }
    await play.query('the whole range', li, 'range', all, `${all}~`);
    await play.call('a write after a page', li, 'pageThenWrite', `${all}never`);
  },

  async 'a range that changes before the commit'(play) {
    const all = `range-${commandId()}/`;
    await play.call('fill', li, 'fill', all, '0', '3');
    const counted = await play.endorse(li, 'countRange', all, `${all}~`, `${all.slice(0, -1)}-count`);
    await play.call('one more in the range', li, 'put', `${all}000001a`, 'new');
    await play.submit('the count of before', async () => counted);
    await play.call('a count', li, 'countRange', all, `${all}~`, `${all.slice(0, -1)}-count`);
    const composite = `type-${commandId()}`;
    await play.call('a composite key', li, 'putComposite', composite, 'a', 'b', 'value');
    await play.query('by its first part', li, 'byComposite', composite, 'a');
  },

  async 'the history of a key'(play) {
    const key = `history-${commandId()}`;
    await play.call('put', li, 'put', key, 'one');
    await play.call('put again', li, 'put', key, 'two');
    await play.call('remove', li, 'remove', key);
    await play.call('put once more', li, 'put', key, 'three');
    await play.query('its history, newest first', li, 'history', key);
    await play.query('of a key that never was', li, 'history', `${key}-none`);
  },

  async 'events of a chaincode'(play) {
    const { network } = play.network.as('li-holder');
    const name = `event-${commandId()}`;
    const start = await play.height();
    await play.call('emit', li, 'emit', name, '{"said":"one"}');
    await play.call('a refusal', li, 'refuse', 'no event of this');
    await play.call('emit again', li, 'emit', name, 'two');
    const events = await network.getChaincodeEvents(EXERCISE, { startBlock: BigInt(start) });
    const seen = [];
    for await (const { eventName, payload, chaincodeName, transactionId } of events) {
      seen.push({ eventName, payload: Buffer.from(payload).toString(), chaincodeName, transactionId });
      if (seen.length === 2) break;
    }
    events.close();
    play.steps.push({ step: 'what a listener hears', answer: seen });
  },

  async 'a key with a validation parameter'(play) {
    const key = `locked-${commandId()}`;
    await play.call('put and lock', li, 'putAndLock', key, 'first', policy([1, 'GroupMSP']));
    await play.query('its parameter', registrar, 'parameter', key);
    await play.call('the gateway finds who must endorse', registrar, 'put', key, 'second');
    await play.call('the committee alone', by('RegistrarMSP', 'ExchangeMSP'), 'put', key, 'third');
    await play.call('the one it names', by('GroupMSP'), 'put', key, 'third');
    const both = `${key}-both`;
    await play.call('lock for two', li, 'putAndLock', both, 'x', policy([2, 'GroupMSP', 'ExchangeMSP']));
    await play.call('one of the two', by('ExchangeMSP'), 'put', both, 'y');
    await play.call('both', by('ExchangeMSP', 'GroupMSP'), 'put', both, 'y');
    const reader = await play.endorse(li, 'add', `${key}-number`, '1');
    await play.call('a number', li, 'put', `${key}-number`, '1');
    await play.submit('endorsed before the number was there', async () => reader);
    const before = await play.endorse(li, 'add', `${key}-number`, '1');
    await play.call('a lock is a new version', li, 'lock', `${key}-number`, policy([1, 'GroupMSP']));
    await play.submit('endorsed before the lock', async () => before);
    await play.call('remove', li, 'remove', key);
    await play.query('its parameter is gone', li, 'parameter', key);
    await play.call('the committee again', by('RegistrarMSP', 'ExchangeMSP'), 'put', key, 'fourth');
  },
};
