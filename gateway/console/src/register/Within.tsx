import { CheckCircleFilled } from '@ant-design/icons';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import { Panel } from '../parts/Panel.tsx';
import type { Draft } from './draft.ts';
import { isWithin, type Outside } from './outside.ts';
import { Unfilled } from './Precheck.tsx';
import { unfilled } from './unfilled.ts';
import { useRegister } from './words.ts';

type Props = { readonly draft: Draft; readonly outside: Outside; readonly children: ReactNode };

/** Beside the form of a release: what is still empty, and where it goes beyond what is registered. */
export function Within({ draft, outside, children }: Props) {
  const say = useRegister();
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
