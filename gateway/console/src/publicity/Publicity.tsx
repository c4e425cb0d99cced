import { Button } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../data/query.ts';
import { InPublicityDocument, type InPublicityQuery } from '../generated/publicity.ts';
import { Answer } from '../parts/Answer.tsx';
import { Deadline } from '../parts/Deadline.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { usePublicity } from './words.ts';

type Found = InPublicityQuery['cases']['nodes'][number];

function Notice({ of }: { readonly of: Found }) {
  const say = usePublicity();
  const term = useTerm();
  const { application, objections, publicity } = of;
  return (
    <li>
      <span className="row-head">
        <Link to={`/cases/${of.id}`}>
          {titled(application?.asset?.descriptor?.title ?? application?.batch?.title) || say('untitled')}
        </Link>
        <Tag kind="CaseState" value={of.state} />
        <span className="end">
          {publicity ? (
            <>
              {say('until')} <Deadline time={publicity.until} />
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
        <small>{objections.length > 0 ? say('objections', { count: objections.length }) : say('noObjections')}</small>
        <Link className="end" to={`/cases/${of.id}`}>
          <Button size="small">{say('open')}</Button>
        </Link>
      </span>
    </li>
  );
}

/** What is in publicity now, the one that ends first on top. */
export default function Publicity() {
  const say = usePublicity();
  const shell = useShell();
  useLanguage();
  const asked = useAsk(InPublicityDocument, { after: null });
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Answer of={asked}>
        {({ cases: { nodes, totalCount } }) => (
          <Panel title={say('title')} extra={<small>{shell('all', { count: totalCount })}</small>}>
            {nodes.length === 0 ? (
              <Nothing>{say('none')}</Nothing>
            ) : (
              <ul className="rows">
                {nodes.map((found) => (
                  <Notice key={found.id} of={found} />
                ))}
              </ul>
            )}
          </Panel>
        )}
      </Answer>
    </>
  );
}
