import { ChartsLater } from '../charts/Later.tsx';
import { useAsk } from '../data/query.ts';
import { HealthDocument, type HealthQuery } from '../generated/overview.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Moment } from '../parts/Moment.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { Events } from './Events.tsx';
import { Latest } from './Latest.tsx';
import { Waiting } from './Waiting.tsx';
import { useOverview } from './words.ts';

function Figures({ of }: { readonly of: HealthQuery }) {
  const say = useOverview();
  const { height, asOf } = of.network;
  const behind = height === null ? undefined : height - 1 - asOf.block;
  return (
    <dl className="figures">
      <div>
        <dt>{say('assets')}</dt>
        <dd>{count(of.assets.totalCount)}</dd>
      </div>
      <div>
        <dt>{say('certificates')}</dt>
        <dd>{count(of.certificates.totalCount)}</dd>
      </div>
      <div>
        <dt>{say('entities')}</dt>
        <dd>{count(of.entities.totalCount)}</dd>
      </div>
      <div>
        <dt>{say('height')}</dt>
        <dd>
          {height === null ? '–' : count(height)}{' '}
          <small>
            {behind === undefined ? say('unreached') : behind > 0 ? say('lag', { count: behind }) : say('noLag')}
          </small>
        </dd>
      </div>
    </dl>
  );
}

function Health({ of: { network, operators } }: { readonly of: HealthQuery }) {
  const say = useOverview();
  useLanguage();
  return (
    <Panel title={say('health')}>
      <dl className="facts">
        <dt>{say('channel')}</dt>
        <dd>{network.channel}</dd>
        <dt>{say('operator')}</dt>
        <dd>{titled(operators.find(({ msp }) => msp === network.operator)?.title) || network.operator}</dd>
        <dt>{say('readTo')}</dt>
        <dd>
          <Moment time={network.asOf.time} block={network.asOf.block} />
        </dd>
      </dl>
      <ul className="rows institutions">
        {operators.map(({ msp, title, committee }) => (
          <li key={msp}>
            <span className="row-head">
              <span>{titled(title)}</span>
              {committee ? <span className="tag info">{say('member')}</span> : null}
              <code className="end">{msp}</code>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What waits, what just happened, how the network is. */
export default function Overview() {
  const say = useOverview();
  const health = useAsk(HealthDocument, {});
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      {health.data ? <Figures of={health.data} /> : null}
      <div className="columns wide-left">
        <div className="stack">
          <Waiting />
          <Latest />
          {health.data ? <ChartsLater /> : null}
        </div>
        <div className="stack">
          <Events />
          <Answer of={health}>{(found) => <Health of={found} />}</Answer>
        </div>
      </div>
    </>
  );
}
