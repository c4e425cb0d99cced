import { Checkbox } from 'antd';
import { useSearchParams } from 'react-router';
import { usePages } from '../data/pages.ts';
import { RecognitionsDocument } from '../generated/oversight.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useHasRole, useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Acts } from './Act.tsx';
import { movesOfRecognition } from './moves.ts';
import { titleOfAsset } from './titles.ts';
import { useOversight } from './words.ts';

/** Certificates of other profiles and networks that registrars have recognised, and what became of them since. */
export function Recognitions() {
  const say = useOversight();
  const term = useTerm();
  useLanguage();
  const me = useSession()?.person;
  const registrar = useHasRole('REGISTRAR');
  const [search, setSearch] = useSearchParams();
  const changed = search.get('changed') === 'yes';
  const filter = changed ? { changed: true } : {};
  const pages = usePages(RecognitionsDocument, { filter }, ({ recognitions }) => recognitions);
  return (
    <Panel
      title={say('recognitions')}
      extra={
        <>
          {registrar ? <Acts of={[{ command: 'recognition:recognise', known: {} }]} /> : null}
          <Total of={pages} />
        </>
      }
    >
      <p className="hint lead">{say('recognitionsText')}</p>
      <Checkbox
        checked={changed}
        onChange={({ target }) => setSearch({ view: 'recognitions', ...(target.checked ? { changed: 'yes' } : {}) })}
      >
        {say('onlyChanged')}
      </Checkbox>
      <Paged of={pages} none={<Nothing>{say('recognitionsNone')}</Nothing>}>
        {(nodes) => (
          <ul className="rows">
            {nodes.map((one) => (
              <li key={one.id}>
                <span className="row-head">
                  <Identifier
                    value={one.certificateNumber}
                    {...(one.certificate ? { to: `/certificates/${one.certificateNumber}` } : {})}
                    whole
                  />
                  <Tag
                    kind="RecognitionState"
                    value={one.state}
                    tone={one.state === 'ACTIVE' ? 'good' : one.state === 'WITHDRAWN' ? 'plain' : 'warn'}
                  />
                  {one.changed ? (
                    <span className="tag warn">
                      {say('certificateChanged', { state: term('CertificateState', one.seen.state) })}
                    </span>
                  ) : null}
                </span>
                <span>
                  {[
                    titleOfAsset(one.certificate?.asset),
                    say('recognisedUnder', { profile: titled(one.profile?.title) || '—' }),
                    term('RecognitionGround', one.ground),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {one.foreign ? (
                  <span>
                    {say('foreignOne', { network: titled(one.foreign.network.title), issuer: one.foreign.issuer })}
                  </span>
                ) : null}
                {one.withdrawal ? <span>{one.withdrawal.reason}</span> : null}
                <small>
                  {say('recognisedBy')} {titled(one.registrar?.title) || one.registrarId} · {one.recognisedBy.person} ·{' '}
                  <Moment time={one.recognisedAt} block={one.recorded.block} />
                </small>
                <Acts of={movesOfRecognition(one, me)} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  );
}
