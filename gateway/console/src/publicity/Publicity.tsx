import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { mayObject } from '../case/moves.ts';
import { usePages } from '../data/pages.ts';
import { InPublicityDocument, type InPublicityQuery } from '../generated/publicity.ts';
import { Deadline } from '../parts/Deadline.tsx';
import { useNow } from '../parts/now.ts';
import { Paged, Total } from '../parts/Paged.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import { usePublicity } from './words.ts';

const ObjectForm = lazy(() => import('../case/ObjectForm.tsx'));

type Found = InPublicityQuery['cases']['nodes'][number];

function Notice({ of }: { readonly of: Found }) {
  const say = usePublicity();
  const term = useTerm();
  const command = useCommand();
  const me = useSession()?.person;
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { application, objections, publicity } = of;
  const title = titled(application?.asset?.descriptor?.title ?? application?.batch?.title) || say('untitled');
  const over = publicity ? Date.parse(publicity.until) < now : false;
  const mine = objections.some(({ by }) => by.entity === me?.entity);
  return (
    <li>
      <span className="row-head">
        <Link to={`/cases/${of.id}`}>{title}</Link>
        <Tag kind="CaseState" value={of.state} />
        <span className="end">
          {publicity ? (
            <>
              {say(over ? 'ended' : 'until')} <Deadline time={publicity.until} />
            </>
          ) : null}
        </span>
      </span>
      <small>
        {[
          term('CaseType', of.type),
          titled(of.applicant?.title),
          titled(of.registrar?.title),
          titled(of.profile?.title),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      <span className="row-head">
        <small>
          {mine ? say('objected') : objections.length > 0 ? say('objections', { count: objections.length }) : ''}
        </small>
        <span className="actions end">
          <Link to={`/cases/${of.id}`}>
            <Button size="small">{say('open')}</Button>
          </Link>
          {mayObject(of, me?.entity, now) ? (
            <Button size="small" onClick={() => setOpen(true)}>
              {command('registration:object')}
            </Button>
          ) : null}
        </span>
      </span>
      {open ? (
        <Suspense fallback={null}>
          <ObjectForm of={of.id} title={title} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}

/** What is in publicity now, the one that ends first on top; objecting to it. */
export default function Publicity() {
  const say = usePublicity();
  useLanguage();
  const pages = usePages(InPublicityDocument, {}, ({ cases }) => cases);
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Panel title={say('list')} extra={<Total of={pages} />}>
        <Paged of={pages} none={<Nothing>{say('none')}</Nothing>}>
          {(nodes) => (
            <ul className="rows">
              {nodes.map((found) => (
                <Notice key={found.id} of={found} />
              ))}
            </ul>
          )}
        </Paged>
      </Panel>
    </>
  );
}
