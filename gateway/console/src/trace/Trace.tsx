import './trace.css';
import { Navigate, useLocation, useParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { TraceAssetDocument } from '../generated/trace.ts';
import { Answer } from '../parts/Answer.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { Lineages } from './Lineages.tsx';
import { Start } from './Start.tsx';
import { useTrace } from './words.ts';

/** An asset is traced by its latest release. */
function OfAsset({ id }: { readonly id: string }) {
  const say = useTrace();
  const { search } = useLocation();
  const asked = useAsk(TraceAssetDocument, { id });
  return (
    <Answer of={asked}>
      {({ asset }) => {
        const latest = asset?.releases[0];
        if (latest) return <Navigate replace to={`/trace/${latest.id}${search}`} />;
        return <Nothing>{say(asset ? 'noRelease' : 'gone')}</Nothing>;
      }}
    </Answer>
  );
}

/** Where a release comes from and what came of it. */
export default function Trace() {
  const { id } = useParams();
  if (!id) return <Start />;
  return id.startsWith('ast-') ? <OfAsset id={id} /> : <Lineages key={id} release={id} />;
}
