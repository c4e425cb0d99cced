import { useTerm } from '../words/terms.ts';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

const TONES: Readonly<Record<string, Tone>> = {
  'CaseState.SUBMITTED': 'info',
  'CaseState.RETURNED': 'warn',
  'CaseState.ACCEPTED': 'info',
  'CaseState.IN_REVIEW': 'info',
  'CaseState.IN_PUBLICITY': 'info',
  'CaseState.OBJECTED': 'warn',
  'CaseState.APPEALED': 'warn',
  'CaseState.ISSUED': 'good',
  'CaseState.REFUSED': 'bad',
  'CaseState.UPHELD': 'bad',
  'CertificateState.ACTIVE': 'good',
  'CertificateState.SUSPENDED': 'warn',
  'CertificateState.EXPIRED': 'warn',
  'CertificateState.REVOKED': 'bad',
  'CertificateState.CANCELLED': 'bad',
  'AssetState.REGISTERED': 'good',
  'AssetState.APPLIED': 'info',
  'Grade.GENERAL': 'good',
  'Grade.IMPORTANT': 'warn',
  'Grade.CORE': 'bad',
  'ObjectionState.OPEN': 'warn',
  'ObjectionState.UPHELD': 'bad',
  'EdgeState.CONFIRMED': 'good',
  'EdgeState.CLAIMED': 'info',
  'EdgeState.DISPUTED': 'bad',
  'EdgeState.UNANSWERED': 'warn',
};

/** A state, grade or kind of the ledger: said in words, with a colour beside that is never the only sign. */
export function Tag({ kind, value, tone }: { readonly kind: string; readonly value: string; readonly tone?: Tone }) {
  const term = useTerm();
  return <span className={`tag ${tone ?? TONES[`${kind}.${value}`] ?? 'plain'}`}>{term(kind, value)}</span>;
}
