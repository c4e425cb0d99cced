import { idOf, sealedFields } from '@suyuan/schemas';
import { needRole } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import { contract, type Ledger } from '../ledger/transaction.ts';
import { inputs } from '../lineage/state.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { reportNamed } from '../report/state.ts';
import { standingReads, standingWrites } from '../standing/contract.ts';
import { deadline } from '../time/deadline.ts';
import { name } from '../vault/naming.ts';
import { reveal } from './rules/reveal.ts';
import { mayPublishSealed, sealedRelease } from './rules/sealed.ts';
import { mayPublish, release } from './rules.ts';
import { contentMarks } from './state.ts';

async function publishing(ledger: Ledger, id: string) {
  const member = await ledger.member();
  needRole(member, 'holder');
  const asset = await ledger.need('asset/1', key.asset(id), 'asset');
  const certificate = asset.certificate
    ? await ledger.get('certificate/1', key.certificate(asset.certificate))
    : undefined;
  return { member, asset, certificate };
}

/** A holder publishes releases within the registered descriptor without a new review; others may hold an asset back. */
export const AssetContract = contract(
  'asset',
  {
    'asset:publish': async (ledger, command) => {
      const { member, asset, certificate } = await publishing(ledger, command.asset);
      const { release: text } = command;
      const from = await inputs(ledger, text.inputs);
      const report = await reportNamed(ledger, text, 'release.report');
      mayPublish(asset, certificate, text, { inputs: from, report }, member.entity.id, ledger.time);
      const { marks, duplicates } = await contentMarks(ledger, text.distributions, asset);
      const profile = await pinned(ledger, asset.profile);
      const answerBy = deadline(ledger.time, profile.clocks.edgeAnswer, await calendar(ledger));
      const id = idOf('rel', ledger.txId);
      return {
        documents: [
          ...release({ id, asset, text, inputs: from, by: member.actor, answerBy, duplicates }, ledger),
          ...marks,
        ],
        outcome: { subject: id, release: id, asset: asset.id },
      };
    },
    'asset:publishSealed': async (ledger, command) => {
      const { member, asset, certificate } = await publishing(ledger, command.asset);
      const { release: sealed } = command;
      const { id: entity, host } = member.entity;
      mayPublishSealed(asset, certificate, sealed, entity, ledger.time);
      const id = idOf('rel', ledger.txId);
      const vault = { id: sealed.vault, host, commitments: sealedFields(sealed) };
      const named = await name(ledger, vault, { entity, asset: asset.id, part: 'release', profile: asset.profile });
      return {
        documents: [...sealedRelease({ id, asset, sealed, host, by: member.actor }, ledger), ...named],
        outcome: { subject: id, release: id, asset: asset.id },
      };
    },
    'asset:reveal': async (ledger, command) => {
      const { member, asset } = await publishing(ledger, command.asset);
      const revealed = reveal(asset, command, member.actor, ledger.time);
      return { documents: [revealed], outcome: { subject: asset.id, state: revealed.state, asset: asset.id } };
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
