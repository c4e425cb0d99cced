import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { SuyuanError } from '@suyuan/client/errors';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { useSettled } from '../parts/settled.ts';
import { askLedger } from '../session/act.ts';
import { useField } from '../words/fields.ts';
import { useLanguage } from '../words/i18n.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { applicationOf } from './application.ts';
import type { Draft, Profile } from './draft.ts';
import { type Part, unfilled } from './unfilled.ts';
import { useRegister } from './words.ts';

/** One rule that is broken, as the ledger says it. */
type Found = {
  readonly code: string;
  readonly field: string;
  readonly citation: string;
  readonly zh: string;
  readonly en: string;
};

const PAUSE_MS = 500;

const last = (path: string) => path.split('.').at(-1) ?? path;

/** The ledger's text with its own words for fields and kinds of evidence said in the reader's language. */
const plainly = (text: string, term: ReturnType<typeof useTerm>, field: ReturnType<typeof useField>) =>
  text
    .replace(/application\.[\w.]+/, (path) => field(last(path)))
    .replace(/[a-z]+(-[a-z]+)+$/, (kind) => term('EvidenceKind', inApi(kind)));

/** Who applies, whose right to hold it is, and which case is answered. */
export type Applying = {
  readonly profile: Profile | undefined;
  readonly holder: string;
  readonly answering?: string | undefined;
  /** The operator whose peer alone may read the texts, where these are for its vault. */
  readonly at?: string | undefined;
};

/** Has the ledger check the draft, and says how that stands. */
export function usePrecheck(draft: Draft, { profile, holder, answering, at }: Applying) {
  const settled = useSettled(draft, PAUSE_MS);
  const whole = profile !== undefined && unfilled(settled).length === 0;
  const checked = useQuery({
    queryKey: ['precheck', settled, profile?.version, at],
    queryFn: () =>
      askLedger<readonly Found[], 'registration:precheck'>(
        'registration:precheck',
        {
          profile: { id: settled.profile, version: profile?.version ?? 1 },
          registrar: settled.registrar,
          application: applicationOf(settled, holder),
          ...(answering ? { case: answering } : {}),
        },
        at,
      ),
    enabled: whole,
    staleTime: 30_000,
    retry: false,
  });
  const current = whole && settled === draft;
  return { ...checked, passed: current && checked.data?.length === 0, current };
}

type Props = {
  readonly draft: Draft;
  readonly check: ReturnType<typeof usePrecheck>;
  readonly children: ReactNode;
};

/** What there is still to fill in. */
export function Unfilled({ parts }: { readonly parts: readonly Part[] }) {
  const say = useRegister();
  return (
    <>
      <h3>{say('unfilled')}</h3>
      <ul className="chips">
        {parts.map((part) => (
          <li key={part} className="tag warn">
            {say(part)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The pre-check beside the form: what is still empty, then what the ledger's own rules find, each with its citation. */
export function Precheck({ draft, check, children }: Props) {
  const say = useRegister();
  const language = useLanguage();
  const term = useTerm();
  const field = useField();
  const empty = unfilled(draft);
  const malformed = check.error instanceof SuyuanError && check.error.code === 'COMMAND_MALFORMED';
  return (
    <Panel title={say('check')} className="beside">
      <p className="hint">{say('checkText')}</p>
      <div aria-live="polite">
        {empty.length > 0 ? (
          <Unfilled parts={empty} />
        ) : check.isFetching || !check.current ? (
          <p className="reading">{say('checking')}</p>
        ) : check.error ? (
          <Refusal error={check.error} {...(malformed ? {} : { again: () => void check.refetch() })} />
        ) : check.passed ? (
          <p className="verdict good">
            <CheckCircleFilled aria-hidden="true" /> {say('passed')}
          </p>
        ) : (
          <>
            <p className="verdict bad">
              <ExclamationCircleFilled aria-hidden="true" /> {say('failed', { count: check.data?.length ?? 0 })}
            </p>
            <ul className="findings">
              {check.data?.map(({ code, field: path, citation, zh, en }) => (
                <li key={`${code}/${path}/${en}`}>
                  <b>{plainly(language === 'zh' ? zh : en, term, field)}</b>
                  <small>{citation}</small>
                  <small title={path}>{field(last(path))}</small>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {children}
    </Panel>
  );
}
