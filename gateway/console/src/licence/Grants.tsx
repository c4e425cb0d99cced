import type { GrantFragment } from '../generated/licence.ts';
import { count, day } from '../parts/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useLicence } from './words.ts';

type Notice = { readonly amount: number; readonly unit: string };

/** What a licence allows, in a line. */
export function useGrantLine(): (terms: GrantFragment) => string {
  const term = useTerm();
  return ({ actions, purposes, territories, until }) =>
    [
      actions.map((action) => term('LicenceAction', action)).join('、'),
      purposes?.join('、'),
      territories?.join('、'),
      until ? day(until) : '',
    ]
      .filter(Boolean)
      .join(' · ');
}

type Named = { readonly licensee: string; readonly asset: string; readonly scope: string };

/** The same as a sentence that a person would say. */
export function usePlainly(): (of: Named, terms: GrantFragment, notice: Notice) => string {
  const say = useLicence();
  const term = useTerm();
  const language = useLanguage();
  const list = (all: readonly string[]) =>
    new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'conjunction' }).format(all);
  const within = (zh: string, en: string, all: readonly string[] | null | undefined, none: string) =>
    all ? `${language === 'zh' ? zh : en}${list(all)}` : none;
  return ({ licensee, asset, scope }, terms, notice) =>
    say('sentence', {
      licensee,
      asset,
      scope,
      actions: list(terms.actions.map((action) => term('LicenceAction', action).toLowerCase())),
      purposes: within('', 'for ', terms.purposes, say('anyPurpose')),
      territories: within('', 'in ', terms.territories, say('anywhere')),
      period: terms.until
        ? say('period', { from: day(terms.from), until: day(terms.until) })
        : `${say('from')} ${day(terms.from)}${language === 'zh' ? '，' : ', '}${say('forEver')}`,
      count: terms.count ? say('uses', { count: count(terms.count) }) : say('uncounted'),
      onward: terms.onward ? say('onwardTimes', { count: terms.onward }) : say('onwardNone'),
      notice: say('noticeText', { notice: `${notice.amount} ${term('DurationUnit', notice.unit)}` }),
    });
}

/** The same member by member; what is not limited is said to be so. */
export function Grants({ of, notice }: { readonly of: GrantFragment; readonly notice: Notice }) {
  const say = useLicence();
  const term = useTerm();
  useLanguage();
  const bare = (label: Parameters<typeof say>[0]) => say(label).replace(/\s*[（(].*[)）]$/, '');
  const unlimited = <small>{say('unlimited')}</small>;
  return (
    <dl className="facts">
      <dt>{say('actions')}</dt>
      <dd className="chips">
        {of.actions.map((action) => (
          <span key={action} className="tag info">
            {term('LicenceAction', action)}
          </span>
        ))}
      </dd>
      <dt>{bare('purposes')}</dt>
      <dd>{of.purposes?.join('、') ?? unlimited}</dd>
      {of.recipients ? (
        <>
          <dt>{bare('recipients')}</dt>
          <dd>{of.recipients.join('、')}</dd>
        </>
      ) : null}
      <dt>{bare('territories')}</dt>
      <dd>{of.territories?.join('、') ?? unlimited}</dd>
      <dt>{bare('untilDay')}</dt>
      <dd>
        {say('from')} {day(of.from)} – {of.until ? day(of.until) : unlimited}
      </dd>
      <dt>{bare('count')}</dt>
      <dd>{of.count ? count(of.count) : unlimited}</dd>
      <dt>{say('onward')}</dt>
      <dd>{of.onward}</dd>
      <dt>{bare('noticeAmount')}</dt>
      <dd>{say('noticeIs', { amount: notice.amount, unit: term('DurationUnit', notice.unit) })}</dd>
    </dl>
  );
}
