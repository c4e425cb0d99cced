import type { Case } from '@suyuan/schemas';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { Returned } from '../case/Returned.tsx';
import { useAsk } from '../data/query.ts';
import { CaseFileDocument } from '../generated/case.ts';
import { Answer } from '../parts/Answer.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { askLedger } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { Application } from './Application.tsx';
import { Consents } from './Consents.tsx';
import { type Draft, emptyDraft, type LaterType } from './draft.ts';
import { draftOf, fitsForm } from './draft-of.ts';
import { Publish } from './Publish.tsx';
import { startOf, useStanding } from './standing.ts';
import { PARTS } from './unfilled.ts';
import { unsealed } from './unsealed.ts';
import { useRegister } from './words.ts';
import './register.css';

/** The case as the ledger has it; a sealed application with its texts out of their vaults. */
async function written(id: string): Promise<Case & { readonly disclosure: Draft['disclosure'] }> {
  const found = await askLedger<Case, 'registration:read'>('registration:read', { case: id });
  if (!found.sealed) return { ...found, disclosure: 'open' };
  return { ...found, application: await unsealed(found.sealed), disclosure: 'restricted' };
}

/** What was returned, to be mended: in the ledger's own form, so that nothing of it is lost. */
function Mend({ id, entity }: { readonly id: string; readonly entity: string }) {
  const say = useRegister();
  const asked = useAsk(CaseFileDocument, { id });
  const recorded = useQuery({
    queryKey: ['mended', id],
    queryFn: () => written(id),
  });
  const application = recorded.data?.application;
  const about = application && 'assetId' in application ? application.assetId : '';
  const standing = useStanding(about);
  // By the registrar's own motion the text is of the holder's asset, not of one's own.
  const holder = about ? standing.data?.entityId : entity;
  const ready = recorded.data && (!about || standing.data) ? recorded.data : undefined;
  return (
    <Answer of={asked}>
      {({ case: found }) =>
        found ? (
          <>
            <Returned of={found} />
            {recorded.error ? <Refusal error={recorded.error} /> : null}
            {ready && !fitsForm(ready.application, holder ?? '') ? (
              <Alert type="warning" showIcon title={say('noForm')} />
            ) : null}
            {ready && fitsForm(ready.application, holder ?? '') ? (
              <Application
                key={found.id}
                place={found.id}
                answering={found.id}
                of={standing.data ?? undefined}
                start={() =>
                  draftOf(ready.application as Parameters<typeof draftOf>[0], {
                    applicant: holder ?? '',
                    profile: ready.profile.id,
                    registrar: ready.registrar,
                    disclosure: ready.disclosure,
                  })
                }
              />
            ) : null}
          </>
        ) : (
          <Nothing>{say('gone')}</Nothing>
        )
      }
    </Answer>
  );
}

/** A step with what is registered: an application of another type, or a new release. */
function Later({ type, id, entity }: { readonly type: LaterType; readonly id: string; readonly entity: string }) {
  const say = useRegister();
  const standing = useStanding(id);
  const place = `${entity}/${id}/${type}`;
  if (standing.error) return <Refusal error={standing.error} again={() => void standing.refetch()} />;
  if (standing.data === undefined)
    return (
      <p className="reading" role="status">
        {say('reading')}
      </p>
    );
  if (standing.data === null) return <Nothing>{say('gone')}</Nothing>;
  const of = standing.data;
  if (!of.written && (PARTS[type].asset || PARTS[type].release))
    return <Alert type="info" showIcon title={say('noRestricted')} />;
  if (type === 'release') return <Publish key={place} of={of} place={place} />;
  return <Application key={place} place={place} of={of} start={() => startOf(type, of)} />;
}

/** A new application, one that was returned (`?case=`), or a step with an asset (`/assets/…/renewal`). */
export default function Register() {
  const say = useRegister();
  const entity = useSession()?.person.entity ?? '';
  const [search] = useSearchParams();
  const { id = '', step = '' } = useParams();
  const answered = search.get('case');
  if (answered) return <Mend id={answered} entity={entity} />;
  if (!id)
    return (
      <>
        <Consents entity={entity} />
        <Application key={entity} place={entity} start={emptyDraft} />
      </>
    );
  if (step === 'initial' || !Object.hasOwn(PARTS, step)) return <Nothing>{say('gone')}</Nothing>;
  return <Later type={step as LaterType} id={id} entity={entity} />;
}
