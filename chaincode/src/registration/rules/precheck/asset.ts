import { type Application, certificateStateAt, digestOf, encumbrancesInForce, sameEncumbrance } from '@suyuan/schemas';
import { stricter } from '../../../grading/rules.ts';
import { type Rule, textOf, when } from './facts.ts';

/** An asset stays as it was first registered: on the ledger, or in a vault. */
export const disclosed: Rule = ({ application, asset }) => [
  ...when(asset?.disclosure === 'restricted' && 'asset' in application, 'VAULT_NEEDED', 'asset'),
  ...when(asset?.disclosure === 'open' && 'sealed' in application, 'VAULT_OPEN_ASSET', 'sealed'),
];

export const sameProfile: Rule = ({ asset, profile }) =>
  when(asset !== undefined && asset.profile.id !== profile.id, 'RULE_PROFILE', 'profile', {
    expected: asset?.profile.id ?? '',
  });

export const owner: Rule = ({ asset, applicant, ownMotion }) =>
  when(asset !== undefined && !ownMotion && asset.entity !== applicant.id, 'RULE_OWNER', 'assetId', {
    entity: asset?.entity ?? '',
  });

const STANDING: Record<Application['type'], readonly string[]> = {
  initial: [],
  batch: [],
  change: ['active'],
  correction: ['active', 'suspended'],
  renewal: ['active', 'expired'],
  transfer: ['active'],
  deregistration: ['active', 'suspended', 'expired'],
};

export const registered: Rule = ({ application, certificate, time }) => {
  const allowed = STANDING[application.type];
  const state = certificate ? certificateStateAt(certificate, time) : 'absent';
  return when(allowed.length > 0 && !allowed.includes(state), 'RULE_REGISTERED', 'assetId', {
    state: allowed.join(' / '),
  });
};

export const renewalWindow: Rule = ({ application, certificate, time }) => {
  const from = application.type === 'renewal' ? certificate?.renewableFrom : undefined;
  return when(from !== undefined && time < from, 'RULE_RENEWAL_WINDOW', 'assetId', { from: from ?? '' });
};

export const unheld: Rule = ({ application: { type }, asset, freeze, encumbrances }) => {
  if (!asset || (type !== 'transfer' && type !== 'deregistration')) return [];
  const { id } = asset;
  return [
    ...when(encumbrancesInForce(asset, encumbrances).length > 0, 'RULE_ENCUMBERED', 'assetId'),
    ...when(freeze?.state === 'frozen', 'STANDING_FROZEN', 'assetId', {
      asset: id,
      by: freeze?.orderedBy.entity ?? '–',
    }),
  ];
};

export const changesSomething: Rule = ({ application, asset }) => {
  const text = textOf(application);
  const same = asset?.text !== undefined && text !== undefined && digestOf(text) === digestOf(asset.text);
  return when(same && application.type !== 'initial', 'RULE_NO_CHANGE', 'asset');
};

export const freeAsset: Rule = ({ asset, answering }) => {
  const open = asset?.openCase;
  return when(open !== undefined && open !== answering, 'CASE_OPEN', 'assetId', {
    asset: asset?.id ?? '',
    case: open ?? '',
  });
};

/** What was registered to the protection of others is not changed away before it was lifted. */
export const keeps: Rule = ({ application, asset, encumbrances }) => {
  if (application.type !== 'change' || !('asset' in application) || !asset?.text) return [];
  const kept = application.asset.encumbrances;
  const inForce = encumbrancesInForce(asset, encumbrances);
  const dropped = asset.text.encumbrances.some(
    (one) =>
      inForce.some((held) => sameEncumbrance(held, one)) && !kept.some((other) => digestOf(other) === digestOf(one)),
  );
  return [
    ...when(dropped, 'RULE_KEEPS', 'asset.encumbrances'),
    ...when(stricter(asset.text.grade, application.asset.grade), 'RULE_KEEPS', 'asset.grade'),
  ];
};
