import { caseTypeOf } from '@suyuan/schemas';
import { batchBreaches } from '../../../batch/rules/summary.ts';
import { type Rule, when } from './facts.ts';

export const typeTaken: Rule = ({ profile, application: { type } }) =>
  when(!profile.types.includes(caseTypeOf({ type })), 'RULE_TYPE', 'type', { type });

/** The kinds and numbers that a batch says it has; each of its leaves is checked as one, before it is sealed. */
export const leaves: Rule = ({ application, profile, sealedAs }) =>
  application.type === 'batch'
    ? [
        ...batchBreaches(application.batch, profile),
        ...when(sealedAs !== undefined, 'RULE_BATCH_SEALED', 'batch.root', { batch: sealedAs ?? '' }),
      ]
    : [];

export const transferee: Rule = ({ application, transferee: to, asset }) => {
  if (application.type !== 'transfer') return [];
  const fit = to?.state === 'active' && to.roles.includes('holder') && to.id !== asset?.entity;
  return when(!fit, 'RULE_TRANSFEREE', 'transferee', { entity: application.transferee });
};

/** The registrar is one, and no party of the case, but where it corrects on its own motion. */
export const registrar: Rule = ({ registrar: chosen, registrars, ownMotion, applicant, asset, application }) => {
  const parties = [applicant.id, asset?.entity, application.type === 'transfer' ? application.transferee : undefined];
  return [
    ...when(!registrars.includes(chosen), 'CASE_REGISTRAR', 'registrar', { entity: chosen }),
    ...when(!ownMotion && parties.includes(chosen), 'RULE_REGISTRAR', 'registrar', { entity: chosen }),
  ];
};
