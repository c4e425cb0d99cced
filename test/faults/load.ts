import { Refusal } from '@suyuan/schemas';
import { initial } from '../support/builders.ts';
import { connectAs, type Participant, type TestConnection } from '../support/fabric.ts';
import { commandId } from '../support/network.ts';

/** What was promised to a client: commands that were answered as committed, and all that were ever tried. */
export type Promised = { readonly acknowledged: Set<string>; readonly tried: Set<string> };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Registers without end until stopped. A command whose answer was lost is repeated with its id until it is answered:
 * as done, or as done before. A platform that is down is tried again.
 */
export function load(connection: TestConnection, workers: number): { promised: Promised; stop(): Promise<void> } {
  const promised: Promised = { acknowledged: new Set(), tried: new Set() };
  let running = true;

  async function untilAnswered(holder: Participant, id: string, n: number): Promise<void> {
    const command = {
      commandId: id,
      profile: { id: 'general', version: 1 },
      registrar: 'registry',
      application: initial('huaxin', `load-${id}-${n}`),
    };
    promised.tried.add(id);
    while (running) {
      try {
        await holder.submit('registration:submit', command);
        promised.acknowledged.add(id);
        return;
      } catch (error) {
        if (error instanceof Refusal && error.body.code === 'COMMAND_REPEATED') {
          promised.acknowledged.add(id);
          return;
        }
        await pause(20);
      }
    }
  }

  async function worker(): Promise<void> {
    const holder = connectAs(connection, 'li-holder');
    for (let n = 0; running; n += 1) await untilAnswered(holder, commandId(), n);
    holder.close();
  }

  const working = Promise.all(Array.from({ length: workers }, worker));
  return {
    promised,
    async stop() {
      running = false;
      await working;
    },
  };
}
