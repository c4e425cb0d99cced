import { CheckCircleFilled } from '@ant-design/icons';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import { Panel } from '../parts/Panel.tsx';
import { words } from '../words/i18n.ts';
import type { Draft } from './draft.ts';
import { isWithin, type Outside } from './outside.ts';
import { Unfilled } from './Precheck.tsx';
import { unfilled } from './unfilled.ts';

const useWithin = words(
  'within',
  {
    within: '范围核对',
    withinText: '在已登记的描述之内，发布即生效；账本按同样的规则复核。',
    withinPassed: '在已登记的范围之内，可以发布。',
    outsideFields: '字段不在已登记的描述中，或类型不同：{{names}}',
    outsideGrade: '分级高于已登记的分级',
    outsideEarly: '形成时间晚于现在',
    outsideChange: '先申请变更',
  },
  {
    within: 'Within what is registered',
    withinText: 'Within the registered description a release holds at once; the ledger checks it by the same rules.',
    withinPassed: 'It is within what is registered and can be published.',
    outsideFields: 'Fields that are not registered, or are of another type: {{names}}',
    outsideGrade: 'Graded above what is registered',
    outsideEarly: 'Produced later than now',
    outsideChange: 'Apply for a change first',
  },
);

type Props = { readonly draft: Draft; readonly outside: Outside; readonly children: ReactNode };

/** Beside the form of a release: what is still empty, and where it goes beyond what is registered. */
export function Within({ draft, outside, children }: Props) {
  const say = useWithin();
  const empty = useMemo(() => unfilled(draft), [draft]);
  const within = isWithin(outside);
  return (
    <Panel title={say('within')} className="beside">
      <p className="hint">{say('withinText')}</p>
      <div aria-live="polite">
        {empty.length > 0 ? <Unfilled parts={empty} /> : null}
        {within ? null : (
          <ul className="findings">
            {outside.fields.length > 0 ? (
              <li>
                <b>{say('outsideFields', { names: outside.fields.join('、') })}</b>
                <Link to={`/assets/${draft.of}/change`}>{say('outsideChange')}</Link>
              </li>
            ) : null}
            {outside.grade ? (
              <li>
                <b>{say('outsideGrade')}</b>
                <Link to={`/assets/${draft.of}/change`}>{say('outsideChange')}</Link>
              </li>
            ) : null}
            {outside.early ? (
              <li>
                <b>{say('outsideEarly')}</b>
              </li>
            ) : null}
          </ul>
        )}
        {within && empty.length === 0 ? (
          <p className="verdict good">
            <CheckCircleFilled aria-hidden="true" /> {say('withinPassed')}
          </p>
        ) : null}
      </div>
      {children}
    </Panel>
  );
}
