import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../data/query.ts';
import { PartiesDocument } from '../generated/licence.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { titled } from '../words/i18n.ts';
import { type Subject, SubjectPicker } from './Subject.tsx';
import { TermsFields } from './TermsFields.tsx';
import { type Content, contentOf, NO_TERMS, type TermsDraft } from './terms.ts';
import { useLicence } from './words.ts';

/** What the form is for: an offer to all, a change of one, or a proposal to somebody. */
export type Purpose = {
  readonly kind: 'offer' | 'change' | 'propose';
  readonly offer?: string;
  readonly subject?: Subject;
  readonly under?: string;
  /** Of a proposal: the licensee, where that is clear. */
  readonly licensee?: string;
  readonly terms?: TermsDraft;
};

type Props = { readonly purpose: Purpose; readonly onClose: () => void };

const TEXTS = { offer: 'offerText', change: 'changeText', propose: 'proposeText' } as const;
const WEEK_MS = 7 * 86_400_000;
const inAWeek = () => new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10);

function Licensee({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const say = useLicence();
  const me = useSession()?.person.entity;
  const parties = useAsk(PartiesDocument, {}).data?.entities.nodes ?? [];
  return (
    <Labelled label={say('licensee')} required>
      {(id) => (
        <select id={id} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{say('choose')}</option>
          {parties
            .filter((one) => one.state === 'ACTIVE' && one.id !== me)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {titled(one.title)}
              </option>
            ))}
        </select>
      )}
    </Labelled>
  );
}

/** Offers a licence to everybody, changes an offer, or proposes terms to one institution. */
export function OfferForm({ purpose, onClose }: Props) {
  const say = useLicence();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(purpose.terms ?? NO_TERMS);
  const [subject, setSubject] = useState(purpose.subject);
  const [licensee, setLicensee] = useState(purpose.licensee ?? '');
  const [answerBy, setAnswerBy] = useState(inAWeek);
  const content = contentOf(draft, new Date());
  const proposal = purpose.kind === 'propose';
  const whole = Boolean(content && (purpose.kind === 'change' || subject) && (!proposal || (licensee && answerBy)));
  const send = async () => {
    if (!content) return;
    const told = await sent(purpose, content, { subject, licensee, answerBy });
    if (purpose.kind !== 'change') await navigate(proposal ? `/agreements/${told}` : `/offers/${told}`);
  };
  return (
    <SendForm wide title={say(purpose.kind)} ready={whole} send={send} onClose={onClose}>
      <p className="hint">{say(TEXTS[purpose.kind])}</p>
      <div className="form">
        {purpose.subject || purpose.kind === 'change' ? null : (
          <SubjectPicker label={say('subject')} value={subject} whole onChange={setSubject} />
        )}
        {purpose.under ? (
          <div className="whole">
            <small>{say('under')}</small> <Identifier value={purpose.under} />
          </div>
        ) : null}
        {proposal && !purpose.licensee ? <Licensee value={licensee} onChange={setLicensee} /> : null}
        {proposal ? (
          <Labelled label={say('answerBy')} required>
            {(id) => (
              <Input id={id} type="date" value={answerBy} onChange={({ target }) => setAnswerBy(target.value)} />
            )}
          </Labelled>
        ) : null}
        <TermsFields draft={draft} set={(part) => setDraft((all) => ({ ...all, ...part }))} />
      </div>
    </SendForm>
  );
}

type Chosen = { readonly subject: Subject | undefined; readonly licensee: string; readonly answerBy: string };

/** Signs and sends; answers the id of the offer or agreement. */
async function sent(
  { kind, offer, under }: Purpose,
  content: Content,
  { subject, licensee, answerBy }: Chosen,
): Promise<string> {
  if (kind === 'change') return (await act('licence:change', { offer: offer ?? '', ...content })).subject;
  const about = { ...(subject ?? { asset: '' }), ...(under ? { under } : {}) };
  if (kind === 'offer') return (await act('licence:offer', { ...about, ...content })).subject;
  const until = new Date(`${answerBy}T23:59:59`).toISOString();
  return (await act('licence:propose', { ...about, licensee, ...content, answerBy: until })).subject;
}
