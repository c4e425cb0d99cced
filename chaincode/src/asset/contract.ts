import { idOf } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { standingReads, standingWrites } from '../standing/contract.ts';
import { deadline } from '../time/deadline.ts';
import { mayPublish, release } from './rules.ts';
import { contentMarks } from './state.ts';

/** A holder publishes releases within the registered descriptor without a new review; others may hold an asset back. */
export const AssetContract = contract(
  'asset',
  {
    'asset:publish': async (ledger, command) => {
      const member = await ledger.member();
      needRole(member, 'holder');
      const asset = await ledger.need('asset/1', key.asset(command.asset), 'asset');
      const certificate = asset.certificate
        ? await ledger.get('certificate/1', key.certificate(asset.certificate))
        : undefined;
      const from = await inputs(ledger, command.release.inputs);
      mayPublish(asset, certificate, command.release, from, member.entity.id, ledger.time);
      const { marks, duplicates } = await contentMarks(ledger, command.release.distributions, asset);
      const profile = await pinned(ledger, asset.profile);
      const answerBy = deadline(ledger.time, profile.clocks.edgeAnswer, await calendar(ledger));
      const id = idOf('rel', ledger.txId);
      return {
        documents: [
          ...release(
            { id, asset, text: command.release, inputs: from, by: member.actor, answerBy, duplicates },
            ledger,
          ),
          ...marks,
        ],
        outcome: { subject: id, release: id, asset: asset.id },
      };
    },
    ...standingWrites,
  },
  {
    ...standingReads,
    'asset:read': (ledger, { asset }) => ledger.need('asset/1', key.asset(asset), 'asset'),
    'asset:release': (ledger, { release: id }) => ledger.need('release/1', key.release(id), 'release'),
    'asset:history': (ledger, { asset }) => ledger.history(key.asset(asset)),
  },
);
