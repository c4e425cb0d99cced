import { type Rule, standing, textOf, when } from './facts.ts';

function valueAt(text: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], text);
}

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export const kindTaken: Rule = (facts) => {
  const kind = standing(facts)?.kind;
  return when(kind !== undefined && !facts.profile.kinds.includes(kind), 'RULE_KIND', 'asset.kind', {
    kind: kind ?? '',
  });
};

export const mandatory: Rule = ({ profile, application }) => {
  const text = textOf(application);
  if (!text) return [];
  return profile.mandatory
    .filter(({ field }) => isEmpty(valueAt(text, field)))
    .map(({ field, citation }) => ({ code: 'RULE_MANDATORY', field: `asset.${field}`, citation: citation.source }));
};

export const personalInformation: Rule = ({ application }) => {
  const about = textOf(application)?.personalInformation;
  const incomplete = about?.contains === true && (!about.legalBasis || !about.heads);
  return when(incomplete, 'RULE_PERSONAL_BASIS', 'asset.personalInformation');
};

export const rights: Rule = ({ application, applicant, asset }) => {
  const text = textOf(application);
  if (!text) return [];
  const holder = asset?.entity ?? applicant.id;
  const names = text.rights.map((right) => right.right);
  const hold = text.rights.find((right) => right.right === 'hold');
  return [
    ...when(!hold, 'RULE_RIGHTS', 'asset.rights', { right: 'hold', rule: 'missing 缺失' }),
    ...when(hold !== undefined && hold.holder !== holder, 'RULE_RIGHTS', 'asset.rights', {
      right: 'hold',
      rule: `held by ${holder} 应由 ${holder} 持有`,
    }),
    ...when(new Set(names).size !== names.length, 'RULE_RIGHTS', 'asset.rights', {
      right: names.join(', '),
      rule: 'each right once 每项权利只列一次',
    }),
    ...text.rights
      .filter((right) => right.until !== undefined && right.until < right.from)
      .flatMap((right) =>
        when(true, 'RULE_RIGHTS', 'asset.rights', { right: right.right, rule: 'ends before it begins 止早于起' }),
      ),
  ];
};

export const coverage: Rule = ({ application }) => {
  const time = textOf(application)?.descriptor.timeCoverage;
  return when(time !== undefined && time.from > time.to, 'RULE_COVERAGE', 'asset.descriptor.timeCoverage');
};
