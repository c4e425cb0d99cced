import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { ExpiringDocument, OwnCertificateDocument } from '../generated/members.ts';
import { Answer } from '../parts/Answer.tsx';
import { day } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { useNow } from '../parts/now.ts';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { daysLeft, urgencyOf } from './ends.ts';
import { useMembers } from './words.ts';
import { notAfterOf } from './x509.ts';

const TONES = { over: 'bad', soon: 'warn', near: 'info', later: 'good' } as const;

function End({
  until,
  what,
  children,
}: {
  readonly until: string;
  readonly what: string;
  readonly children: ReactNode;
}) {
  const say = useMembers();
  useLanguage();
  const days = daysLeft(until, useNow());
  const urgency = urgencyOf(days);
  return (
    <li>
      <span className="row-head">
        {children}
        <span className={`end tag ${TONES[urgency]}`}>
          {days < 0 ? say('endedOn', { day: day(until) }) : say('daysLeft', { count: days, day: day(until) })}
        </span>
      </span>
      {urgency === 'later' ? null : <small>{what}</small>}
    </li>
  );
}

/** What ends by itself: the certificates of gateways and of one's own key, and those of one's institution's assets; with what to do. */
export function Expiring() {
  const say = useMembers();
  useLanguage();
  const person = useSession()?.person;
  const holder = person?.entity;
  const asked = useAsk(ExpiringDocument, holder ? { holder } : {});
  const own = useAsk(OwnCertificateDocument, {}, { when: Boolean(person) }).data?.me?.certificateUntil;
  return (
    <Answer of={asked}>
      {({ operators, certificates }) => {
        const gateways = operators.flatMap(({ msp, title, gateway }) => {
          const until = gateway ? notAfterOf(gateway.certificate) : undefined;
          return until ? [{ msp, title, until }] : [];
        });
        const ending = certificates.nodes
          .flatMap((one) => (one.validUntil ? [{ ...one, until: one.validUntil }] : []))
          .toSorted((one, other) => one.until.localeCompare(other.until));
        return (
          <div className="stack">
            <Panel title={say('keysEnd')}>
              <p className="hint">{say('keysEndText')}</p>
              {!own && gateways.length === 0 ? <Nothing>{say('keysNone')}</Nothing> : null}
              <ul className="rows">
                {own ? (
                  <End until={own} what={say('ownDo')}>
                    <b>{say('ownKey')}</b>
                  </End>
                ) : null}
                {gateways.map(({ msp, title, until }) => (
                  <End key={msp} until={until} what={say('gatewayDo')}>
                    <b>{titled(title)}</b> <span>{say('gateway')}</span> <code>{msp}</code>
                  </End>
                ))}
              </ul>
            </Panel>
            <Panel title={say(holder ? 'ownEnd' : 'assetsEnd')}>
              <p className="hint">{say('assetsEndText')}</p>
              {ending.length === 0 ? <Nothing>{say('assetsEndNone')}</Nothing> : null}
              <ul className="rows">
                {ending.map(({ number, state, until, renewableFrom, assetId, asset }) => (
                  <End
                    key={number}
                    until={until}
                    what={say('renewDo', { day: renewableFrom ? day(renewableFrom) : day(until) })}
                  >
                    <Link to={`/assets/${assetId}`}>{titled(asset?.text?.descriptor?.title) || assetId}</Link>
                    <Tag kind="CertificateState" value={state} />
                    <Identifier value={number} to={`/certificates/${number}`} whole />
                  </End>
                ))}
              </ul>
            </Panel>
          </div>
        );
      }}
    </Answer>
  );
}
