import { Link, Navigate, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { BasisOfUseDocument } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { BasisPage } from './BasisPage.tsx';
import { MeasurePage } from './MeasurePage.tsx';
import { RecallPage } from './RecallPage.tsx';
import { ReportPage } from './ReportPage.tsx';
import { useOversight } from './words.ts';

/** A use stands on the page of its basis. */
function UsePage({ id }: { readonly id: string }) {
  const say = useOversight();
  const asked = useAsk(BasisOfUseDocument, {});
  return (
    <Answer of={asked}>
      {({ basisUses: { nodes } }) => {
        const found = nodes.find((use) => use.id === id);
        return found ? <Navigate replace to={`/oversight/${found.basisId}`} /> : <Nothing>{say('gone')}</Nothing>;
      }}
    </Answer>
  );
}

const KINDS = {
  msr: ['measures', MeasurePage],
  rcl: ['recalls', RecallPage],
  bas: ['bases', BasisPage],
  bus: ['bases', UsePage],
  rpt: ['reports', ReportPage],
} as const;

const isKind = (text: string): text is keyof typeof KINDS => Object.hasOwn(KINDS, text);

/** One measure, recall, basis, use of a basis or report, by what its id begins with. */
export default function One() {
  const say = useOversight();
  const { id = '' } = useParams();
  const kind = id.slice(0, 3);
  if (!isKind(kind)) return <Nothing>{say('gone')}</Nothing>;
  const [view, Page] = KINDS[kind];
  return (
    <>
      <p>
        <Link to={`/oversight?view=${view}`}>← {say('back')}</Link>
      </p>
      <Page key={id} id={id} />
    </>
  );
}
