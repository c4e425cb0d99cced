import type { GrantFragment } from '../generated/trade.ts';
import { count, day } from '../parts/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useTrade } from './words.ts';

type Notice = { readonly amount: number; readonly unit: string };

/** The same in a line. */
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

/** What a licence allows, member by member; what is not limited is said to be so. */
export function Grants({ of, notice }: { readonly of: GrantFragment; readonly notice: Notice }) {
  const say = useTrade();
  const term = useTerm();
  useLanguage();
  const bare = (label: Parameters<typeof say>[0]) => say(label).replace(/\s*[（(].*[)）]$/, '');
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
      <dd>{of.purposes?.join('、') ?? <small>{say('unlimited')}</small>}</dd>
      <dt>{bare('territories')}</dt>
      <dd>{of.territories?.join('、') ?? <small>{say('unlimited')}</small>}</dd>
      <dt>{bare('until')}</dt>
      <dd>
        {say('from')} {day(of.from)} – {of.until ? day(of.until) : <small>{say('unlimited')}</small>}
      </dd>
      <dt>{bare('count')}</dt>
      <dd>{of.count ? count(of.count) : <small>{say('unlimited')}</small>}</dd>
      <dt>{say('onward')}</dt>
      <dd>{of.onward}</dd>
      <dt>{bare('notice')}</dt>
      <dd>{say('noticeIs', { amount: notice.amount, unit: term('DurationUnit', notice.unit) })}</dd>
    </dl>
  );
}
