import { Button } from 'antd';
import { useState } from 'react';
import type { CaseFileQuery } from '../generated/case.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useNow } from '../parts/now.ts';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { AppealForm } from './AppealForm.tsx';
import { DecideObjection } from './DecideObjection.tsx';
import { useObjections } from './objection-words.ts';
import { type Objection, Said } from './Said.tsx';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;
function Appealed({ of }: { readonly of: Found['appeals'][number] }) {
  const say = useObjections();
  const { by, against, objection, body, grounds, outcome, reason, decidedBy, openedAt } = of;
  return (
    <li>
      <span className="row-head">
        <span>{say('ofAppeal')}</span>
        {outcome ? <Tag kind="AppealOutcome" value={outcome} /> : null}
        <small>{say('against', { what: say(`against.${against}` as 'against.refused', { n: objection ?? 0 }) })}</small>
      </span>
      <small>
        {say('by', { entity: by.entity ?? '', person: by.person })} · <Moment time={openedAt} />
      </small>
      <p>{grounds}</p>
      <small>
        {say('body')} <Identifier value={body} />
      </small>
      {reason ? (
        <p className="hint">
          {reason} {decidedBy ? <small>{say('decided', { person: decidedBy.person })}</small> : null}
        </p>
      ) : null}
    </li>
  );
}

/** Who objected and appealed, what was decided, and deciding or appealing it where that is for the reader. */
export function Objections({ of }: { readonly of: Found }) {
  const say = useObjections();
  const file = useCase();
  const now = useNow();
  const me = useSession()?.person;
  const [deciding, setDeciding] = useState<number>();
  const [appealing, setAppealing] = useState<number>();
  if (of.objections.length === 0 && of.appeals.length === 0) return null;
  const decides = of.state === 'OBJECTED' && me?.entity === of.registrarId && me.roles.includes('REGISTRAR');
  const runs = of.state === 'IN_PUBLICITY' || of.state === 'OBJECTED';
  const mayAppeal = ({ n, by, state, appealUntil }: Objection) =>
    runs &&
    state === 'DISMISSED' &&
    by.entity === me?.entity &&
    appealUntil &&
    Date.parse(appealUntil) > now &&
    !of.appeals.some((appeal) => appeal.objection === n && appeal.by.entity === me?.entity);
  return (
    <Panel title={file('objections')}>
      <ul className="rows">
        {of.objections.map((objection) => (
          <Said key={objection.n} of={objection}>
            {decides && objection.state === 'OPEN' ? (
              <div className="actions">
                <Button size="small" type="primary" onClick={() => setDeciding(objection.n)}>
                  {say('decide')}
                </Button>
              </div>
            ) : null}
            {mayAppeal(objection) && objection.appealUntil ? (
              <div className="actions">
                <Button size="small" onClick={() => setAppealing(objection.n)}>
                  {say('appeal')}
                </Button>
                <small>
                  {say('appealUntil')} <Deadline time={objection.appealUntil} />
                </small>
              </div>
            ) : null}
          </Said>
        ))}
        {of.appeals.map((appeal) => (
          <Appealed key={appeal.openedAt} of={appeal} />
        ))}
      </ul>
      {deciding === undefined ? null : <DecideObjection of={of} n={deciding} onClose={() => setDeciding(undefined)} />}
      {appealing === undefined ? null : (
        <AppealForm of={of.id} objection={appealing} onClose={() => setAppealing(undefined)} />
      )}
    </Panel>
  );
}
