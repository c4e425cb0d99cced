import { Button, Tooltip } from 'antd';
import { Link } from 'react-router';
import type { AssetPageQuery } from '../generated/asset.ts';
import { day } from '../parts/format.ts';
import { useNow } from '../parts/now.ts';
import { Panel } from '../parts/Panel.tsx';
import { useSession } from '../session/session.ts';
import { useTerm } from '../words/terms.ts';
import { stepsOf, type Why } from './steps.ts';
import { useAsset } from './words.ts';

/** What one may do with the asset; what is not open now, with why. Nobody else sees it. */
export function Steps({ of }: { readonly of: NonNullable<AssetPageQuery['asset']> }) {
  const say = useAsset();
  const term = useTerm();
  const now = useNow();
  const steps = stepsOf(of, useSession()?.person, now);
  if (steps.length === 0) return null;
  const reason = (why: Why): string => {
    if (why.code === 'early') return say('why_early', { from: day(why.from) });
    if (why.code === 'state') return say('why_state', { state: term('CertificateState', why.state) });
    return say(`why_${why.code}`);
  };
  return (
    <Panel title={say('steps')}>
      <div className="actions">
        {steps.map(({ type, why }, index) =>
          why ? (
            <Tooltip key={type} title={reason(why)}>
              <Button disabled>{say(`step_${type}`)}</Button>
            </Tooltip>
          ) : (
            <Link key={type} to={`/assets/${of.id}/${type}`}>
              <Button type={index === 0 ? 'primary' : 'default'} tabIndex={-1}>
                {say(`step_${type}`)}
              </Button>
            </Link>
          ),
        )}
      </div>
      <Reasons of={steps.flatMap(({ why }) => (why ? [reason(why)] : []))} />
    </Panel>
  );
}

/** Each reason once: a tooltip alone is not for everybody. */
const Reasons = ({ of }: { readonly of: readonly string[] }) =>
  [...new Set(of)].map((reason) => (
    <p key={reason} className="hint why">
      {reason}
    </p>
  ));
