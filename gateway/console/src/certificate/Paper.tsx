import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CertificatePageQuery } from '../generated/certificate.ts';
import { count, day } from '../parts/format.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { Code } from './Code.tsx';
import { useCertificate } from './words.ts';

type Found = NonNullable<CertificatePageQuery['certificate']>;

/** The certificate as a paper: one A4 page, on the screen as in print. */
export function Paper({ of, channel }: { readonly of: Found; readonly channel: string }) {
  const say = useCertificate();
  const term = useTerm();
  useLanguage();
  const text = of.asset?.text ?? of.leaf?.asset;
  const { descriptor } = text ?? {};
  const issued = of.history[0]?.recorded ?? of.recorded;
  const coverage = [
    descriptor?.spaceCoverage,
    descriptor?.timeCoverage ? `${descriptor.timeCoverage.from} – ${descriptor.timeCoverage.to}` : '',
  ].filter(Boolean);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say('holder'), <b key="holder">{titled(of.holder?.title)}</b>],
    [say('credit'), of.holder?.creditCode],
    [say('asset'), <b key="asset">{titled(descriptor?.title)}</b>],
    [say('kind'), term('AssetKind', text?.kind)],
    [say('subject'), descriptor?.subject],
    [say('grade'), term('Grade', text?.grade)],
    [say('source'), term('SourceBasis', text?.sourceBasis)],
    [say('coverage'), coverage.join(' · ')],
    [say('records'), typeof descriptor?.records === 'number' ? count(descriptor.records) : ''],
    [say('rights'), text?.rights?.map(({ right }) => term('RightKind', right)).join(' · ')],
    [say('profile'), titled(of.profile?.title)],
    [say('issued'), day(of.issuedAt)],
    [say('valid'), of.validUntil ? day(of.validUntil) : say('validNone')],
  ];
  return (
    <article className="certificate" aria-label={`${say('title')} ${of.number}`}>
      {of.demonstration ? (
        <p className="watermark" aria-hidden="true">
          {say('demonstration')}
        </p>
      ) : null}
      <header>
        <img src="/icon.svg" alt="" width="54" height="54" />
        <h1>{say('title')}</h1>
        <p lang={say('subtitle').charCodeAt(0) < 256 ? 'en' : 'zh-CN'}>{say('subtitle')}</p>
        <p className="number">
          {say('number')} <b>{of.number}</b>
        </p>
        {of.state === 'ACTIVE' ? null : <p className="state">{term('CertificateState', of.state)}</p>}
      </header>
      <dl>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className="statement">{say('statement')}</p>
      <footer>
        <div className="proof">
          <Code text={location.href} label={say('scan')} />
          <p>
            {say('scan')}
            <br />
            {say('place', { channel, block: issued.block })}
            <br />
            {say('transaction')}{' '}
            <Link to={`/transactions/${issued.transactionId}`}>
              <code>{issued.transactionId}</code>
            </Link>
          </p>
        </div>
        <div className="seal">
          <p>{titled(of.registrar?.title)}</p>
          <p>{day(of.issuedAt)}</p>
        </div>
      </footer>
    </article>
  );
}
