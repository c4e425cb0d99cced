import type { CommandName, Release } from '@suyuan/schemas';
import { Recorder } from '../../conformance/recorder.ts';
import { adoptProfile } from '../../conformance/scenarios/platform.ts';
import { assetText, initial, releaseText } from '../builders.ts';
import { acting, enter, register } from '../journey.ts';
import { abreast, commandId, found, type TestNetwork } from '../network.ts';
import type { Followed } from './followed.ts';
import type { Ground } from './licences.ts';
import type { Seen } from './lineage.ts';

/** Who signs for an entity, or in a part of a case: person and, where several have the name, operator. */
export const SIGNERS: Readonly<Record<string, string>> = {
  huaxin: 'li-holder',
  qixiang: 'wang-hosted',
  yanjiu: 'xu-analyst',
  registry: 'zhou-reviewer',
  'other-registrar': 'wu-issuer',
  lin: 'lin-acceptor',
  zhou: 'zhou-reviewer',
  wu: 'wu-issuer',
  he: 'he-acceptor',
  exchange: 'zhao-exchange',
  'custody-bank': 'tang-bank',
  'reserve-bank': 'jin-reserve',
  arbitration: 'sun-arbiter',
  assessment: 'deng-assessor',
  regulator: 'qian-regulator',
  e1: 'gao-reviewer',
  e2: 'luo-issuer',
  abroad: 'feng-agency',
};

/** A founded consortium with what laws are tried on: a licensed and a sold asset, two holders' lineage, banks. */
export interface Tried {
  readonly licensed: Ground;
  readonly sold: Ground;
  readonly files: readonly string[];
  readonly seen: Seen;
}

export async function prepared(network: TestNetwork, ledger: Followed): Promise<Tried> {
  const act = acting(() => network);
  await found(network);
  await adoptProfile(new Recorder(network));
  await abreast(network);
  await enter(act);
  for (const [bank, number] of [
    ['tang-bank', '6222-bank'],
    ['jin-reserve', '6222-reserve'],
  ] as const) {
    const account = { number, name: '数据交易资金监管专户', agent: { cnaps: '105100000017' } };
    await act(bank, 'trade:openAccount', { account });
  }
  const application = (holder: string) => {
    const rights = (['hold', 'operate'] as const).map((right) => ({
      right,
      holder,
      from: '2026-01-01',
      basis: '自行生产',
    }));
    const release = releaseText(commandId());
    return initial(holder, commandId(), { asset: assetText(holder, { rights }), release });
  };
  const own = await register(act, 'li-holder', ...['huaxin', 'huaxin', 'huaxin'].map(application));
  const other = await register(act, 'wang-hosted', application('qixiang'));
  const [licensed, sold, line] = own;
  const ground = (of: (typeof own)[number] | undefined): Ground => ({
    asset: of?.asset ?? '',
    release: of?.release ?? '',
    certificate: of?.certificate ?? '',
    now: () => Date.now(),
    all: (prefix) => ledger.all(prefix),
    has: (person) => person in SIGNERS,
  });
  const lineAssets = [line?.asset ?? '', other[0]?.asset ?? ''];
  await ledger.has(await sentinel(network));
  const release = ledger.read<Release>(`release/${sold?.release}`);
  return {
    licensed: ground(licensed),
    sold: ground(sold),
    files: release.text?.distributions.map(({ sha256 }) => sha256) ?? [],
    seen: {
      holders: ['huaxin', 'qixiang'],
      assets: lineAssets,
      all: (schema) =>
        schema === 'release/1'
          ? (ledger.of(schema).filter((one) => lineAssets.includes((one as Release).asset)) as never)
          : ledger.of(schema),
      read: ledger.read,
    },
  };
}

/** A command that everybody may send, to know that all before it has come by. */
async function sentinel(network: TestNetwork): Promise<string> {
  const id = commandId();
  const name: CommandName = 'clock:tick';
  await network.as('admin', 'RegistrarMSP').submit(name, { commandId: id });
  return id;
}
