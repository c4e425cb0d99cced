import { createPrivateKey, randomBytes, verify, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { setSignaturePolicy } from '../../network/embedded/channel/groups.ts';
import { kvRead, RangeSummary } from '../../network/embedded/endorser/range-summary.ts';
import { parsePolicy } from '../../network/embedded/lifecycle/policy-text.ts';
import type { Member, Members } from '../../network/embedded/msp/members.ts';
import { readRevocationList } from '../../network/embedded/msp/revocation-list.ts';
import { policyAt } from '../../network/embedded/policy/config-policies.ts';
import { decodeParameter } from '../../network/embedded/policy/key-policy.ts';
import { createAuthority, createRevocationList, issueCertificate } from '../../network/identity/authority.ts';
import { keyFromPem, newKey } from '../../network/identity/keys.ts';
import { createPkcs12 } from '../../network/identity/pkcs12.ts';
import { isLowS, signLowS, verifyLowS } from '../../network/identity/signature.ts';
import { loadTopology } from '../../network/topology.ts';
import { newHome, removeHome } from './support/network.ts';
import { highS } from './support/raw.ts';

describe('a topology', () => {
  it('that ships is usable', () => {
    expect(loadTopology().operators.map(({ mspId }) => mspId)).toContain('GroupMSP');
  });

  it('that is wrong is refused with every problem named', () => {
    const home = newHome();
    const file = join(home, 'topology.json');
    writeFileSync(
      file,
      JSON.stringify({ channel: 'Bad Name', operators: [{ mspId: 'AMSP', name: 'a', entities: [] }] }),
    );
    expect(() => loadTopology(file)).toThrow(
      /channel must be text[\s\S]*operators\[0\]\.entities must name at least one/,
    );
    writeFileSync(file, '{');
    expect(() => loadTopology(file)).toThrow(/is not a usable topology/);
    removeHome(home);
  });
});

describe('signatures', () => {
  it('have a low S, verify, and their high-S twin does not', () => {
    const key = newKey();
    for (let i = 0; i < 40; i += 1) {
      const message = randomBytes(i);
      const signature = signLowS(message, key);
      expect(isLowS(signature, key) && verifyLowS(message, signature, key)).toBe(true);
      const twin = highS(signature);
      expect(verify('sha256', message, key, twin)).toBe(true);
      expect(verifyLowS(message, twin, key)).toBe(false);
    }
  });

  it('that are no DER are refused without harm', () => {
    const key = newKey();
    for (const bytes of ['', '30', '3002', '300602010102010', 'ff', '30800201010201010000']) {
      expect(verifyLowS(Buffer.from('m'), Buffer.from(bytes, 'hex'), key)).toBe(false);
    }
  });
});

describe('an authority', () => {
  it('issues certificates that chain to it, with attributes, and lists those it revoked', async () => {
    const authority = await createAuthority('ca.test', 'Test, "quoted" + more');
    const attributes = { 'suyuan.entity': 'e', 'suyuan.roles': 'a,b' };
    const issued = await issueCertificate(authority, {
      commonName: 'p',
      organizationalUnit: 'client',
      days: 1,
      attributes,
    });
    const root = new X509Certificate(authority.certificate);
    const certificate = new X509Certificate(issued.certificate);
    expect(certificate.checkIssued(root) && certificate.verify(root.publicKey)).toBe(true);
    expect(certificate.raw.includes(Buffer.from(JSON.stringify({ attrs: attributes })))).toBe(true);
    const list = readRevocationList(
      Buffer.from(await createRevocationList(authority, [{ certificate: issued.certificate, at: new Date() }])),
    );
    expect(list.signedBy(root)).toBe(true);
    expect([...list.serials]).toEqual([certificate.serialNumber.replace(/^(00)+/, '')]);
    const other = await createAuthority('ca.other', 'Other');
    expect(list.signedBy(new X509Certificate(other.certificate))).toBe(false);
  });

  it('puts a key and its chain into a PKCS#12 store that opens with its password alone', async () => {
    const authority = await createAuthority('ca.test', 'Test');
    const issued = await issueCertificate(authority, { commonName: 'p', days: 1 });
    const bytes = createPkcs12(issued.key, [issued.certificate, authority.certificate], 'secret', '林受理');
    const parsed = forge.asn1.fromDer(bytes.toString('binary'));
    expect(() => forge.pkcs12.pkcs12FromAsn1(parsed, 'wrong')).toThrow(/MAC/);
    const bags = forge.pkcs12.pkcs12FromAsn1(parsed, 'secret').safeContents.flatMap(({ safeBags }) => safeBags);
    const keyBag = bags.find(({ type }) => type === forge.pki.oids.pkcs8ShroudedKeyBag);
    const der = forge.asn1.toDer(keyBag?.asn1 ?? forge.asn1.create(0, 0, false, '')).getBytes();
    const key = createPrivateKey({ key: Buffer.from(der, 'binary'), format: 'der', type: 'pkcs8' });
    expect(key.equals(keyFromPem(issued.key))).toBe(true);
  });
});

describe('a signature policy', () => {
  const channel = new common.ConfigGroup();
  const application = new common.ConfigGroup();
  const roles = ['A', 'B', 'C'].map((mspId) => ({ mspId, role: 'PEER' as const }));
  setSignaturePolicy(application, 'Two', 2, roles);
  channel.getGroupsMap().set('Application', application);
  const members = {
    satisfies: (member: Member, principal: msp.MSPPrincipal) =>
      msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier() === member.identity.mspId,
  } as unknown as Members;
  const signers = (...mspIds: string[]) => mspIds.map((mspId) => ({ identity: { mspId } }) as unknown as Member);
  const two = policyAt(channel, '/Channel/Application/Two');

  it('counts each signer for one principal only', () => {
    expect(two(signers('A', 'B'), members)).toBe(true);
    expect(two(signers('C', 'A'), members)).toBe(true);
    expect(two(signers('A'), members)).toBe(false);
    expect(two(signers('A', 'A'), members)).toBe(false);
    expect(two(signers('A', 'D'), members)).toBe(false);
  });

  it('that is not there refuses everybody', () => {
    expect(policyAt(channel, '/Channel/Application/Tow')(signers('A', 'B', 'C'), members)).toBe(false);
    expect(policyAt(channel, 'Two')(signers('A', 'B', 'C'), members)).toBe(false);
  });
});

describe('a policy written as text', () => {
  it('is read as the peer command line reads it', () => {
    const envelope = parsePolicy("OutOf(2, 'A.peer', AND('B.member', \"C.admin\"), OR('A.peer', 'D.client'))");
    expect(envelope.getIdentitiesList()).toHaveLength(4);
    const rule = envelope.getRule()?.getNOutOf();
    expect(rule?.getN()).toBe(2);
    expect(rule?.getRulesList().map((part) => part.getNOutOf()?.getN())).toEqual([undefined, 2, 1]);
  });

  it('is refused when it is not of the language', () => {
    for (const text of ['', "OR('A.peer'", "XOR('A.peer')", "OR('A.king')", "OR('A.peer') x", "OutOf('A.peer')"]) {
      expect(() => parsePolicy(text)).toThrow(/unexpected|unrecognized/);
    }
  });
});

describe('a validation parameter', () => {
  it('is read as Go reads it: a field of another wire type is unknown', () => {
    const envelope = parsePolicy("AND('A.peer', OutOf(1, 'B.peer', 'C.peer'))");
    expect(decodeParameter(envelope.serializeBinary()).toObject()).toEqual(envelope.toObject());
    const wrapped = new peer.ApplicationPolicy();
    wrapped.setSignaturePolicy(envelope);
    expect(decodeParameter(wrapped.serializeBinary()).hasRule()).toBe(false);
    for (const bytes of [[0x12, 0x05], [0x0b], [0x08]]) {
      expect(() => decodeParameter(Buffer.from(bytes))).toThrow(/invalid/);
    }
  });
});

describe('a range’s summary', () => {
  const summaryOf = (count: number) => {
    const info = new ledger.rwset.kvrwset.RangeQueryInfo();
    const summary = new RangeSummary();
    for (let i = 0; i < count; i += 1) summary.add(kvRead(`k${i}`, { block: 1, transaction: i }));
    summary.finish(info);
    return info;
  };

  it('is raw up to 50 results, then hashes of 51 and a rest, then a tree', () => {
    expect(summaryOf(0).getReadsInfoCase()).toBe(0);
    expect(summaryOf(50).getRawReads()?.getKvReadsList()).toHaveLength(50);
    const levels = (count: number) => {
      const hashes = summaryOf(count).getReadsMerkleHashes();
      return [hashes?.getMaxLevel(), hashes?.getMaxLevelHashesList().length];
    };
    expect(levels(51)).toEqual([1, 1]);
    expect(levels(103)).toEqual([1, 3]);
    expect(levels(51 * 50)).toEqual([1, 50]);
    expect(levels(51 * 51)).toEqual([2, 1]);
    expect(levels(51 * 51 + 1)).toEqual([2, 2]);
  });
});
