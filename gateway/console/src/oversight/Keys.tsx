import { useAsk } from '../data/query.ts';
import { KeyReplacementsDocument } from '../generated/oversight.ts';
import { MeDocument } from '../generated/person.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { Acts } from './Act.tsx';
import { movesOfKey } from './moves.ts';
import { KEY_TONES } from './tones.ts';
import { useOversight } from './words.ts';

/** Keys that were reported lost or exposed, and whose word they wait for. */
export function Keys() {
  const say = useOversight();
  const shell = useShell();
  const term = useTerm();
  useLanguage();
  const names = useNames();
  const person = useSession()?.person;
  const own = useAsk(MeDocument, {}, { still: true }).data?.me?.fingerprint;
  const asked = useAsk(KeyReplacementsDocument, {});
  return (
    <Panel
      title={say('keys')}
      extra={
        <>
          <Acts of={[{ command: 'key:report', known: {} }]} />
          <small>{asked.data ? shell('all', { count: count(asked.data.keyReplacements.length) }) : ''}</small>
        </>
      }
    >
      <p className="hint lead">{say('keysText')}</p>
      <Answer of={asked}>
        {({ keyReplacements }) =>
          keyReplacements.length === 0 ? (
            <Nothing>{say('keysNone')}</Nothing>
          ) : (
            <ul className="rows">
              {keyReplacements.map((one) => (
                <li key={one.fingerprint}>
                  <span className="row-head">
                    <span>
                      {say('keyOf', { person: one.person })} · {titled(one.entity?.title)}
                    </span>
                    <Tag kind="KeyState" value={one.state} tone={KEY_TONES[one.state]} />
                  </span>
                  <span>{one.reason}</span>
                  <small>
                    {say('since')} <Moment time={one.since} /> · {say('recorded')}{' '}
                    <Moment time={one.recorded.time} block={one.recorded.block} />
                  </small>
                  <small>
                    {say('keyWords')}：
                    {one.words.map(({ by, as }) => `${names.signer(by)} (${term('KeyWordAs', as)})`).join('、')}
                  </small>
                  <small>
                    {say('fingerprint')} <Identifier value={one.fingerprint} />
                  </small>
                  <Acts of={movesOfKey(one, person, own)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
