import type { Recall, Recalled } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { mustBeUsable } from '../../chaincode/src/asset/rules.ts';
import { acknowledge, type Held, order, withdraw } from '../../chaincode/src/recall/rules.ts';
import { mustCirculate } from '../../chaincode/src/standing/rules.ts';
import { people, who } from '../support/cases.ts';
import { assetOf, certificateOf, releaseId, releaseOf, TIME } from '../support/lineage.ts';
import { refused } from '../support/refusals.ts';

const RECALL = `rcl-${'0'.repeat(32)}`;
const marked = (n: number): Recalled => ({ schema: 'recalled/1', release: releaseId(n), recall: RECALL, time: TIME });
const held = (n: number, entity: string, recalled?: Recalled): Held => ({
  release: releaseOf(n, entity),
  asset: assetOf(n, entity),
  recalled,
});
const regulator = who('regulator', 'qian');

const ordered = (change: Partial<Parameters<typeof order>[0]> = {}) =>
  order(
    {
      id: RECALL,
      wrong: held(1, 'huaxin'),
      replacement: undefined,
      by: people.holder,
      regulator: false,
      said: { reason: '数值有误', evidence: [] },
      ...change,
    },
    TIME,
  );

describe('a recall', () => {
  it('is ordered by the holder or a regulator, and marks the release', () => {
    expect(ordered()).toMatchObject([
      { state: 'ordered', as: 'holder', holder: 'huaxin' },
      { schema: 'recalled/1', release: releaseId(1), recall: RECALL },
    ]);
    expect(ordered({ by: regulator, regulator: true })[0].as).toBe('regulator');
    refused('RECALL_PARTY', () => ordered({ by: people.other }));
    expect(refused('RECALL_EXISTS', () => ordered({ wrong: held(1, 'huaxin', marked(1)) })).field).toBe('release');
  });

  it('names a replacement of the same holder that is good itself', () => {
    const replaced = ordered({ replacement: held(2, 'huaxin') });
    expect(replaced).toMatchObject([{ replacement: releaseId(2) }, { replacement: releaseId(2) }]);
    for (const wrong of [held(1, 'huaxin'), held(2, 'qixiang'), held(2, 'huaxin', marked(2))]) {
      refused('RECALL_REPLACEMENT', () => ordered({ replacement: wrong }));
    }
  });

  it('is acknowledged for releases of the signer alone, while it stands', () => {
    const [recall] = ordered();
    const said = { action: 'stopped' as const, statement: '已停用', releases: [releaseId(3)] };
    const signed = (by = people.other, own = [held(3, 'qixiang')], of: Recall = recall) =>
      acknowledge(of, by, said, own, TIME);
    expect(signed()).toMatchObject({ schema: 'ack/1', recall: RECALL, entity: 'qixiang', action: 'stopped' });
    expect(refused('RECALL_OWN', () => signed(people.holder)).field).toBe('releases.0');
    const foreign = [held(3, 'qixiang'), held(4, 'huaxin')];
    expect(refused('RECALL_OWN', () => signed(people.other, foreign)).field).toBe('replacement');
    refused('RECALL_STATE', () => signed(people.other, [held(3, 'qixiang')], { ...recall, state: 'withdrawn' }));
  });

  it('is withdrawn by who ordered it, and leaves no mark', () => {
    const [recall] = ordered({ by: regulator, regulator: true });
    refused('RECALL_ORDERER', () => withdraw(recall, people.holder, '核实无误', TIME));
    const [over, mark] = withdraw(recall, regulator, '核实无误', TIME);
    expect(over).toMatchObject({ state: 'withdrawn', withdrawal: { reason: '核实无误' } });
    expect(mark).not.toHaveProperty('recall');
    refused('RECALL_STATE', () => withdraw(over, regulator, '再撤', TIME));
  });
});

describe('a recalled release', () => {
  const input = {
    id: releaseId(1),
    release: releaseOf(1, 'huaxin'),
    holder: 'huaxin',
    rank: 1,
    grade: 'general' as const,
  };

  it('is no input of a new one, which the refusal says what to use instead of', () => {
    const recalled = { ...marked(1), replacement: releaseId(2) };
    const body = refused('RULE_RECALLED', () => mustBeUsable([{ ...input, recalled }]));
    expect(body).toMatchObject({ field: 'release.inputs.0', params: { recall: RECALL, replacement: releaseId(2) } });
    mustBeUsable([{ ...input, recalled: { schema: 'recalled/1', release: releaseId(1), time: TIME } }]);
  });

  it('does not circulate', () => {
    const standing = {
      asset: assetOf(1, 'huaxin'),
      certificate: certificateOf(1, 'huaxin'),
      freeze: undefined,
      encumbrances: undefined,
      openCase: undefined,
      grade: 'general' as const,
    };
    mustCirculate(standing, TIME);
    refused('STANDING_RECALLED', () => mustCirculate({ ...standing, recalled: marked(1) }, TIME));
  });
});
