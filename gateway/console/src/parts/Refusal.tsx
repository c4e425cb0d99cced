import { SuyuanError } from '@suyuan/client/errors';
import { Alert, Button } from 'antd';
import { OFFLINE } from '../data/http.ts';
import { Declined } from '../session/sheet.ts';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Identifier } from './Identifier.tsx';

const WAYS = [
  ['way_OFFLINE', /^OFFLINE$|^LEDGER_UNAVAILABLE$/],
  ['way_SESSION', /^(SESSION_|ACCESS_SIGN_IN|CERTIFICATE_EXPIRED)/],
  ['way_ACCESS', /^(ACCESS_|CALLER_|ROLE_|DUTY_)/],
  ['way_BUSY', /^(LEDGER_BUSY|LEDGER_CONFLICT|SESSION_THROTTLED)$/],
] as const;

const wayOut = (code: string, field: string | undefined) =>
  WAYS.find(([, pattern]) => pattern.test(code))?.[0] ?? (field ? 'way_FIELD' : 'way_OTHER');

type Props = { readonly error: unknown; readonly again?: () => void };

/** A refusal or failure: what was refused, by which rule with its citation, and the way out; it stays until it is mended. */
export function Refusal({ error, again }: Props) {
  const say = useShell();
  const language = useLanguage();
  if (error instanceof Declined) return <Alert type="info" showIcon title={say('declined')} />;
  if (!(error instanceof SuyuanError)) {
    return <Alert type="error" showIcon title={error instanceof Error ? error.message : String(error)} />;
  }
  const { code, details } = error;
  const offline = code === OFFLINE;
  const text = offline ? say('offline') : ((language === 'zh' ? details.zh : details.en) ?? error.message);
  return (
    <Alert
      type={offline ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={text}
      action={
        again ? (
          <Button size="small" onClick={again}>
            {say('retry')}
          </Button>
        ) : undefined
      }
      description={
        offline ? undefined : (
          <dl className="refusal">
            {details.citation ? (
              <>
                <dt>{say('rule')}</dt>
                <dd>{details.citation}</dd>
              </>
            ) : null}
            {details.field ? (
              <>
                <dt>{say('field')}</dt>
                <dd>
                  <code>{details.field}</code>
                </dd>
              </>
            ) : null}
            {details.findings?.map((finding) => (
              <div key={`${finding.code}/${finding.field}/${finding.en}`}>
                <dt>{finding.field}</dt>
                <dd>
                  {language === 'zh' ? finding.zh : finding.en} <small>{finding.citation}</small>
                </dd>
              </div>
            ))}
            <dt>{say('wayOut')}</dt>
            <dd>{say(wayOut(code, details.field))}</dd>
            <dt>{say('code')}</dt>
            <dd>
              <Identifier value={code} whole />
            </dd>
          </dl>
        )
      }
    />
  );
}
