import {
  type Certificate,
  certificateNumber,
  certificateNumberChecks,
  certificateStateAt,
  commitment,
  publicSalt,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, issue } from '../../chaincode/src/certificate/rules.ts';
import { profile, txId } from '../support/builders.ts';
import { people, submitted } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const TIME = '2026-03-17T02:00:00.000Z';
const { asset } = submitted(TIME);
const issued = issue(
  asset,
  { case: 'cas-0', registrar: 'registry', by: people.issuer, profile: profile(), renews: false },
  { txId: txId(7), time: TIME },
);

describe('a certificate', () => {
  it('has a number whose check character finds every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
        fc.nat(19),
        fc.integer({ min: 1, max: 9 }),
        (n, at, by) => {
          const number = certificateNumber('GG', n.toString(16).padStart(64, '0'), TIME);
          expect(certificateNumberChecks(number)).toBe(true);
          const digits = [...number.matchAll(/\d/g)].map((match) => match.index).slice(0, 20);
          const place = digits[at] as number;
          const wrong = (Number(number[place]) + by) % 10;
          expect(certificateNumberChecks(`${number.slice(0, place)}${wrong}${number.slice(place + 1)}`)).toBe(false);
        },
      ),
    );
  });

  it('commits to every field alone, with a salt that anyone can make again', () => {
    const { title } = asset.text?.descriptor ?? {};
    expect(issued.commitments.title).toBe(commitment(publicSalt(issued.committedIn, 'title'), 'title', title));
    expect(Object.keys(issued.commitments)).toEqual(
      expect.arrayContaining(['title', 'fields', 'grade', 'rights', 'kind']),
    );
  });

  it('is valid for three years and renewed from sixty days before', () => {
    expect(issued).toMatchObject({ validUntil: '2029-03-17T02:00:00.000Z', renewableFrom: '2029-01-16T02:00:00.000Z' });
    expect(certificateStateAt(issued, '2029-03-17T02:00:00.000Z')).toBe('active');
    expect(certificateStateAt(issued, '2029-03-17T02:00:00.001Z')).toBe('expired');
  });

  it('renewed, runs on from the end of the earlier one', () => {
    const previous: Certificate = { ...issued, validUntil: '2026-04-01T00:00:00.000Z' };
    const of = { case: 'cas-1', registrar: 'registry', by: people.issuer, profile: profile(), previous, renews: true };
    expect(issue(asset, of, { txId: txId(8), time: TIME })).toMatchObject({
      validUntil: '2029-04-01T00:00:00.000Z',
      supersedes: previous.number,
    });
  });

  it('stays suspended through what supersedes it, until who ordered that lifts it', () => {
    const previous = change(issued, 'suspended', people.reviewer, '投诉', TIME);
    const of = {
      case: 'cas-1',
      registrar: 'south-registry',
      by: people.southern,
      profile: profile(),
      previous,
      renews: false,
    };
    const next = issue(asset, of, { txId: txId(9), time: TIME });
    expect(next.state).toBe('suspended');
    refused('CERTIFICATE_REGISTRAR', () => change(next, 'active', people.southern, '更正', TIME));
    expect(change(next, 'active', people.issuer, '查实', TIME).state).toBe('active');
  });

  it('is suspended, reinstated by somebody else, revoked; by its registrar alone', () => {
    refused('CERTIFICATE_REGISTRAR', () => change(issued, 'suspended', people.southern, '投诉', TIME));
    const suspended = change(issued, 'suspended', people.reviewer, '投诉', TIME);
    refused('CERTIFICATE_SAME_PERSON', () => change(suspended, 'active', people.reviewer, '查实', TIME));
    expect(change(suspended, 'active', people.issuer, '查实', TIME).state).toBe('active');
    const revoked = change(suspended, 'revoked', people.issuer, '造假', TIME);
    expect(
      refused('CERTIFICATE_STATE', () => change(revoked, 'suspended', people.issuer, '再查', TIME)).params,
    ).toMatchObject({ state: 'revoked' });
    expect(change(revoked, 'active', people.acceptor, '平反', TIME).state).toBe('active');
  });
});
