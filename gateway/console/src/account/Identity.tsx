import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { AccountDocument, type AccountQuery } from '../generated/account.ts';
import { actAddress } from '../oversight/act-address.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { useAccount } from './words.ts';

type Found = NonNullable<AccountQuery['me']>;

function Copy({ text, label }: { readonly text: string; readonly label: 'copy' | 'link' }) {
  const say = useAccount();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return <Button onClick={() => void copy()}>{say(copied ? 'copied' : label)}</Button>;
}

function Roles({ of }: { readonly of: Found }) {
  const say = useAccount();
  const term = useTerm();
  const cut = of.certificateRoles.filter((role) => !of.roles.includes(role));
  return (
    <dd>
      {of.roles.length === 0 ? say('rolesNone') : null}
      {of.roles.map((role) => (
        <Tag key={role} kind="Role" value={role} tone="info" />
      ))}{' '}
      <small>{say('rolesText')}</small>
      {cut.length > 0 ? (
        <p className="hint">{say('rolesCut', { roles: cut.map((role) => term('Role', role)).join('、') })}</p>
      ) : null}
    </dd>
  );
}

function Lost({ of }: { readonly of: Found }) {
  const say = useAccount();
  return (
    <Panel title={say('lost')}>
      <div className="stack">
        <p>{say('lostText')}</p>
        <div className="actions">
          <Copy
            label="link"
            text={new URL(actAddress('key:report', { certificate: of.certificate }), location.origin).href}
          />
          <Copy label="copy" text={of.certificate} />
          <Link to={actAddress('key:report')}>{say('report')}</Link>
          <Link to="/oversight?view=keys">{say('reported')}</Link>
        </div>
      </div>
    </Panel>
  );
}

/** Who is signed in, by which certificate, with which roles, and what to do when its key is lost. */
export function Identity() {
  const say = useAccount();
  const term = useTerm();
  useLanguage();
  const session = useSession();
  const asked = useAsk(AccountDocument, {});
  return (
    <Answer of={asked}>
      {({ me }) =>
        me ? (
          <>
            <Panel title={say('me')}>
              <dl className="facts">
                <div>
                  <dt>{say('name')}</dt>
                  <dd>
                    {titled(session?.person.title) || me.name} <small>{me.name}</small>
                  </dd>
                </div>
                <div>
                  <dt>{say('entity')}</dt>
                  <dd>
                    {me.entity ? (
                      <>
                        {titled(me.entity.title)} <Identifier value={me.entity.id} />
                      </>
                    ) : me.admin ? (
                      say('admin')
                    ) : (
                      '—'
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{say('operator')}</dt>
                  <dd>
                    <code>{me.msp}</code>
                  </dd>
                </div>
                <div>
                  <dt>{say('roles')}</dt>
                  <Roles of={me} />
                </div>
                <div>
                  <dt>{say('clearance')}</dt>
                  <dd>{term('Grade', me.clearance)}</dd>
                </div>
                <div>
                  <dt>{say('fingerprint')}</dt>
                  <dd>
                    <Identifier value={me.fingerprint} />
                  </dd>
                </div>
                <div>
                  <dt>{say('until')}</dt>
                  <dd>
                    <Deadline time={me.certificateUntil} />
                  </dd>
                </div>
                <div>
                  <dt>{say('key')}</dt>
                  <dd>{say(me.wallet ? 'wallet' : 'browser')}</dd>
                </div>
              </dl>
            </Panel>
            <Lost of={me} />
          </>
        ) : null
      }
    </Answer>
  );
}
