import { RULES, table } from './types.ts';

const { asset } = RULES;

/** What assets and their releases refuse. */
export const assetErrors = table({
  RELEASE_OWNER: { status: 403, citation: asset, zh: '资产由 {entity} 持有', en: 'The asset is held by {entity}' },
  RELEASE_UNREGISTERED: {
    status: 409,
    citation: asset,
    zh: '资产 {asset} 没有有效凭证，不能发布新版本',
    en: 'Asset {asset} has no certificate in force; it takes no new release',
  },
  RELEASE_OUTSIDE: {
    status: 422,
    citation: asset,
    zh: '{field} 超出登记描述，请申请 change',
    en: '{field} is outside the registered descriptor; apply for a change',
  },
});
