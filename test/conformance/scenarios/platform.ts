import { randomBytes, sign } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonical, commitment, type ProfileText } from '@suyuan/schemas';
import { demoProfile } from '../../../gateway/tools/src/demo/profile.ts';
import { initial, releaseText } from '../../support/builders.ts';
import { commandId } from '../../support/network.ts';
import { endorsed } from '../../support/patience.ts';
import { connectWith } from '../clients.ts';
import type { Recorder } from '../recorder.ts';

export const PROFILE = { id: 'national-public-data-demo', version: 1 };
const PUBLICITY_MS = 1500;

/** The demonstration profile with a publicity of one second, adopted by vote: scenarios need certificates soon. */
export async function adoptProfile(play: Recorder, change: Partial<ProfileText> = {}): Promise<void> {
  const profile = { ...demoProfile(), ...change };
  const short = { ...profile, clocks: { ...profile.clocks, publicity: { ...profile.clocks.publicity, amount: 1 } } };
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const content = { kind: 'profile', profile: short };
  const made = await play.act(
    'propose a profile',
    'admin',
    'membership:propose',
    { content, expiresAt },
    { msp: 'GroupMSP' },
  );
  const proposal = made?.subject;
  for (const msp of ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP']) {
    await play.act(`${msp} votes`, 'admin', 'membership:vote', { proposal, inFavour: true }, { msp });
  }
  await play.act('enact without the regulator', 'admin', 'membership:enact', { proposal }, { msp: 'GroupMSP' });
  await play.act('the regulator approves', 'qian-regulator', 'membership:approve', { proposal, inFavour: true });
  await play.act('enact', 'admin', 'membership:enact', { proposal }, { msp: 'GroupMSP' });
}

/** The registrar's custody receipt for the documents of an application. */
async function receive(play: Recorder, id: string, evidence: readonly { sha256: string }[]): Promise<void> {
  const documents = evidence.map(({ sha256 }) => sha256);
  await play.act('give the receipt', 'lin-acceptor', 'registration:receipt', { case: id, documents });
}

async function issued(play: Recorder, release = {}): Promise<{ asset: string; release: string; case: string }> {
  const application = initial('huaxin', commandId(), { release: releaseText(commandId(), release) });
  const submitted = await play.act('submit', 'li-holder', 'registration:submit', {
    profile: PROFILE,
    registrar: 'registry',
    application,
  });
  const on = { case: submitted?.subject ?? '' };
  await receive(play, on.case, application.evidence);
  await play.act('accept', 'lin-acceptor', 'registration:accept', on);
  await play.act('review', 'zhou-reviewer', 'registration:review', on);
  await play.act('open publicity', 'zhou-reviewer', 'registration:openPublicity', on);
  await sleep(PUBLICITY_MS);
  const done = await play.act('issue', 'wu-issuer', 'registration:issue', on);
  return { asset: done?.asset ?? '', release: done?.release ?? '', case: on.case };
}

const reasons = [{ field: 'asset', code: 'unclear', text: '不清' }];
const open = { profile: { id: 'general', version: 1 }, registrar: 'registry' };
const fresh = () => ({ ...open, application: initial('huaxin', commandId()) });

/** Each plays by plain Fabric clients; what they come to must be the same on every network. */
export const platform: Readonly<Record<string, (play: Recorder) => Promise<void>>> = {
  async 'a registration with its branches'(play) {
    const { case: id } = await issued(play);
    await play.ask('the life of the case', 'lin-acceptor', 'registration:history', { case: id });
    const another = fresh();
    const second = (await play.act('submit another', 'li-holder', 'registration:submit', another))?.subject ?? '';
    await play.act('issue out of order', 'wu-issuer', 'registration:issue', { case: second });
    await play.act('accept without a receipt', 'lin-acceptor', 'registration:accept', { case: second });
    await play.act('a receipt for less', 'lin-acceptor', 'registration:receipt', { case: second, documents: [] });
    await play.act('a receipt by nobody’s registrar', 'he-acceptor', 'registration:receipt', {
      case: second,
      documents: [],
    });
    await receive(play, second, another.application.evidence);
    await play.act('return', 'lin-acceptor', 'registration:returnForCorrection', { case: second, reasons });
    await play.act('resubmit', 'li-holder', 'registration:resubmit', {
      case: second,
      application: initial('huaxin', commandId()),
    });
    await play.act('accept', 'lin-acceptor', 'registration:accept', { case: second });
    await play.act('the acceptor reviews', 'lin-acceptor', 'registration:review', { case: second });
    await play.act('review', 'zhou-reviewer', 'registration:review', { case: second });
    await play.act('open publicity', 'zhou-reviewer', 'registration:openPublicity', { case: second });
    await play.act('the exchange objects', 'zhao-exchange', 'registration:object', {
      case: second,
      ground: 'content',
      statement: '异议',
      evidence: [],
    });
    await play.act('uphold', 'zhou-reviewer', 'registration:decideObjection', {
      case: second,
      objection: 1,
      uphold: true,
      reason: '理由',
    });
    await play.act('appeal', 'li-holder', 'registration:appeal', { case: second, grounds: '不服' });
    await play.act('allow', 'sun-arbiter', 'registration:decideAppeal', { case: second, allow: true, reason: '理由' });
    await play.act('withdraw', 'li-holder', 'registration:withdraw', { case: second });
  },

  async 'two-sided lineage'(play) {
    const upstream = await issued(play);
    const downstream = await issued(play, { inputs: [{ release: upstream.release }] });
    await play.act('publish', 'li-holder', 'asset:publish', {
      asset: downstream.asset,
      release: releaseText(commandId(), { inputs: [{ release: downstream.release }] }),
    });
    const pair = { from: upstream.release, to: downstream.release };
    const run = { job: { namespace: 'etl', name: 'copy' }, kind: 'copy', evidence: [] };
    await play.act('claim it again', 'li-holder', 'lineage:claim', {
      from: { release: pair.from },
      to: pair.to,
      run,
      columns: [],
    });
    await play.act('claim a cycle', 'li-holder', 'lineage:claim', {
      from: { release: pair.to },
      to: pair.from,
      run,
      columns: [],
    });
    await play.act('claim from outside', 'li-holder', 'lineage:claim', {
      from: { external: { namespace: 'ftp', name: commandId() } },
      to: pair.to,
      run,
      columns: [],
    });
    await play.ask('the edge', 'li-holder', 'lineage:read', pair);
    await play.act('raise', 'li-holder', 'grading:raise', { release: pair.from, grade: 'important', reason: '升级' });
    await play.act('lower', 'li-holder', 'grading:raise', { release: pair.from, grade: 'general', reason: '降级' });
  },

  async 'refusals that write nothing'(play) {
    const command = { commandId: commandId(), ...fresh() };
    await play.act('a command', 'li-holder', 'registration:submit', command);
    await play.act('the same command', 'li-holder', 'registration:submit', command);
    await play.act('a field missing', 'li-holder', 'registration:submit', open);
    await play.act('no member', 'wang-hosted', 'registration:submit', fresh());
    await play.act('not the role', 'xu-analyst', 'registration:submit', fresh());
    await play.act('no administrator', 'li-holder', 'membership:vote', {
      proposal: `prp-${'0'.repeat(32)}`,
      inFavour: true,
    });
    await play.act('not of the committee', 'admin', 'clock:tick', {}, { msp: 'GroupMSP' });
    await play.ask('an unknown case', 'li-holder', 'registration:read', { case: `cas-${'0'.repeat(32)}` });
    await play.ask('an unknown function', 'li-holder', 'registration:nothing', {});
  },

  async 'endorsement by too few'(play) {
    await play.act('one of the committee', 'li-holder', 'registration:submit', fresh(), {
      endorsers: ['RegistrarMSP'],
    });
    await play.act('an outsider', 'li-holder', 'registration:submit', fresh(), { endorsers: ['GroupMSP'] });
    await play.act('two of the committee', 'li-holder', 'registration:submit', fresh(), {
      endorsers: ['ExchangeMSP', 'RegulatorMSP'],
    });
    await play.act('all of the committee', 'li-holder', 'registration:submit', fresh(), {
      endorsers: ['ExchangeMSP', 'RegulatorMSP', 'RegistrarMSP'],
    });
  },

  async 'envelopes held back and sent twice'(play) {
    const { contract } = play.network.as('li-holder');
    const submission = () =>
      contract.newProposal('registration:submit', { arguments: [canonical({ commandId: commandId(), ...fresh() })] });
    const held = await endorsed(submission);
    await play.act('the clock', 'admin', 'clock:tick', {}, { msp: 'RegistrarMSP' });
    await play.observe('the envelope held back', async () => ({ commit: await play.send(held), answer: null }));
    const twice = await endorsed(submission);
    await play.observe('an envelope', async () => ({ commit: await play.send(twice), answer: null }));
  },

  async 'one of two that race wins'(play) {
    const submit = fresh();
    const { subject } = (await play.act('submit', 'li-holder', 'registration:submit', submit)) ?? { subject: '' };
    await receive(play, subject, submit.application.evidence);
    const racers = [];
    for (let n = 0; n < 2; n += 1) {
      const command = canonical({ commandId: commandId(), case: subject });
      const { contract } = play.network.as('lin-acceptor');
      racers.push(await endorsed(() => contract.newProposal('registration:accept', { arguments: [command] })));
    }
    for (const [n, transaction] of racers.entries()) {
      await play.observe(`racer ${n + 1}`, async () => ({ commit: await play.send(transaction), answer: null }));
    }
  },

  async 'what a peer checks before chaincode'(play) {
    const submit = { name: 'registration:submit', argument: () => canonical({ commandId: commandId(), ...fresh() }) };
    await connectWith(play, 'a signature with high S', { highS: true }, submit);
    await connectWith(play, 'another channel', { channel: 'elsewhere' }, submit);
    await connectWith(play, 'another chaincode', { chaincode: 'nothing' }, submit);
    await connectWith(play, 'a certificate under another institution', { mspId: 'RegistrarMSP' }, submit);
    await connectWith(
      play,
      'a signature by another key',
      { sign: (message, key) => sign('sha256', Buffer.concat([message, Buffer.of(0)]), key) },
      submit,
    );
  },

  async 'a vault in the host’s implicit collection'(play) {
    const salt = randomBytes(16).toString('hex');
    const vault = `vlt-${randomBytes(16).toString('hex')}`;
    const fields = { title: { salt, value: { zh: '机密' } } };
    const { contract } = play.network.as('li-holder');
    const store = (command: string) =>
      play.observe('store', async () => {
        const transaction = await endorsed(() =>
          contract.newProposal('vault:store', {
            arguments: [canonical({ vault })],
            transientData: { vault: canonical({ commandId: command, fields }) },
            endorsingOrganizations: ['GroupMSP'],
          }),
        );
        return {
          commit: await play.send(transaction),
          answer: JSON.parse(Buffer.from(transaction.getResult()).toString()),
        };
      });
    await store(commandId());
    await store(commandId());
    const read = await play.network
      .as('li-holder')
      .contract.evaluate('vault:read', { arguments: [canonical({ vault, fields: ['title'] })] });
    play.steps.push({ step: 'its owner reads', answer: JSON.parse(Buffer.from(read).toString()).title.value });
    await play.ask('a stranger reads', 'xu-analyst', 'vault:read', { vault, fields: ['title'] });
    await play.ask('the hashes bear the commitments out', 'lin-acceptor', 'vault:check', {
      vault,
      host: 'GroupMSP',
      commitments: {
        title: commitment(salt, 'title', fields.title.value),
        other: commitment(salt, 'title', 'something else'),
      },
    });
  },
};
