import { describe, expect, it } from 'vitest';
import { fitsForm } from '../../gateway/console/src/register/draft-of.ts';
import { initial } from '../support/builders.ts';

const application = () =>
  initial('huaxin', 'mend') as NonNullable<Parameters<typeof fitsForm>[0]> & { type: 'initial' };

describe('what is brought into the form to be mended', () => {
  it('is an initial application that the form can write whole', () => {
    expect(fitsForm(application())).toBe(true);
  });

  it('is nothing that the form has no place for, which would be lost', () => {
    const whole = application();
    if (!('release' in whole)) throw new Error('an open application has a release');
    const inputs = [{ external: { namespace: 's3://bucket', name: 'table' } }];
    expect(fitsForm({ ...whole, release: { ...whole.release, inputs } })).toBe(false);
    const encumbrances = [{ kind: 'pledge' as const, reference: 'contract 1', from: '2026-01-01' }];
    expect(fitsForm({ ...whole, asset: { ...whole.asset, encumbrances } })).toBe(false);
    expect(fitsForm(undefined)).toBe(false);
  });
});
