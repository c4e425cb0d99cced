import { common, msp } from '@hyperledger/fabric-protos';
import { canonical, commitment, digest } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { hostAndTwo } from '../../chaincode/src/vault/policy.ts';
import { content, entry, mayRead, opened } from '../../chaincode/src/vault/rules/content.ts';
import { refused } from '../support/refusals.ts';

const COMMITTEE = ['AMSP', 'BMSP', 'CMSP'];
const salt = '0123456789abcdef0123456789abcdef';

describe('the policy of a vault’s keys', () => {
  it.each([
    ['outside the committee', 'DMSP', ['DMSP', 'AMSP', 'BMSP', 'CMSP']],
    ['of the committee', 'BMSP', ['BMSP', 'AMSP', 'CMSP']],
  ])('decodes to the host and two of the committee beside it, for a host %s', (_, host, identities) => {
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(hostAndTwo(host, COMMITTEE));
    const roles = envelope.getIdentitiesList().map((identity) => {
      expect(identity.getPrincipalClassification()).toBe(msp.MSPPrincipal.Classification.ROLE);
      const role = msp.MSPRole.deserializeBinary(identity.getPrincipal_asU8());
      expect(role.getRole()).toBe(msp.MSPRole.MSPRoleType.PEER);
      return role.getMspIdentifier();
    });
    expect(roles).toEqual(identities);
    const [first, rest] = envelope.getRule()?.getNOutOf()?.getRulesList() ?? [];
    expect(envelope.getRule()?.getNOutOf()?.getN()).toBe(2);
    expect(first?.hasSignedBy()).toBe(true);
    expect(first?.getSignedBy()).toBe(0);
    expect(rest?.getNOutOf()?.getN()).toBe(2);
    expect(
      rest
        ?.getNOutOf()
        ?.getRulesList()
        .map((rule) => rule.getSignedBy()),
    ).toEqual(identities.slice(1).map((__, n) => n + 1));
  });

  it('survives many operators and long names', () => {
    const many = Array.from({ length: 7 }, (_, n) => `${'Operator'.repeat(30)}${n}MSP`);
    const envelope = common.SignaturePolicyEnvelope.deserializeBinary(hostAndTwo('HostMSP', many));
    expect(envelope.getIdentitiesList()).toHaveLength(8);
    expect(Buffer.from(envelope.serializeBinary())).toEqual(Buffer.from(hostAndTwo('HostMSP', many)));
  });

  it('is never made where nobody could meet it', () => {
    expect(() => hostAndTwo('AMSP', ['AMSP', 'BMSP'])).toThrow('no two operators beside AMSP');
  });
});

describe('what goes into a vault', () => {
  const good = { commandId: 'command-1', fields: { title: { salt, value: { zh: '机密' } } } };

  it('is hashed by Fabric to the very commitment of the field', () => {
    expect(digest(entry('title', good.fields.title))).toBe(commitment(salt, 'title', good.fields.title.value));
    expect(opened(entry('title', good.fields.title))).toEqual(good.fields.title);
  });

  it('is canonical JSON of salted fields in transient data', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(content(bytes(canonical(good)))).toEqual(good);
    refused('VAULT_TRANSIENT', () => content(undefined));
    refused('VAULT_TRANSIENT', () => content(bytes(JSON.stringify(good, undefined, 1))));
    refused('VAULT_TRANSIENT', () => content(bytes('no JSON')));
    refused('VAULT_TRANSIENT', () => content(bytes(canonical({ ...good, fields: {} }))));
    const unsalted = { ...good, fields: { title: { salt: 'short', value: 1 } } };
    expect(refused('VAULT_TRANSIENT', () => content(bytes(canonical(unsalted)))).params.rule).toContain(
      'fields.title.salt',
    );
  });

  it('is read by its own entity alone', () => {
    const record = {
      schema: 'vault/1' as const,
      vault: `vlt-${salt}`,
      entity: 'huaxin',
      commandId: 'command-1',
      fields: [],
      time: '2026-03-02T02:00:00.000Z',
    };
    refused('VAULT_OWNER', () => mayRead(record, 'qixiang', undefined));
    expect(() => mayRead(record, 'huaxin', undefined)).not.toThrow();
  });
});
