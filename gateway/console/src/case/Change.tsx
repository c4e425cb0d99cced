import { Nothing, Panel } from '../parts/Panel.tsx';
import { Differences } from './Differences.tsx';
import { differences } from './difference.ts';
import { useCase } from './words.ts';

type Props = {
  readonly before: object;
  readonly now: object;
  /** Against what: the version before, or what is registered. */
  readonly against?: 'change' | 'changeOfAsset';
};

/** What a resubmission changed, or what an application changes of what is registered. */
export function Change({ before, now, against = 'change' }: Props) {
  const say = useCase();
  const found = differences(before, now);
  return (
    <Panel title={say(against)}>
      {found.length === 0 ? <Nothing>{say('changeNone')}</Nothing> : <Differences of={found} />}
    </Panel>
  );
}
