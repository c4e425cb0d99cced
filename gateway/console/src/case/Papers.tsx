import { Button } from 'antd';
import { useState } from 'react';
import { type Paper, Reading } from '../paper/Reading.tsx';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { useTerm } from '../words/terms.ts';
import { useCase } from './words.ts';

export type { Paper };

/** Documents of a case, read in place. */
export function Papers({ papers }: { readonly papers: readonly Paper[] }) {
  const say = useCase();
  const term = useTerm();
  const [open, setOpen] = useState<Paper>();
  if (papers.length === 0) return <Nothing>{say('evidenceNone')}</Nothing>;
  return (
    <>
      <ul className="rows">
        {papers.map((paper) => (
          <li key={paper.sha256}>
            <span className="row-head">
              <span>{paper.name ?? term('EvidenceKind', paper.kind)}</span>
              <Button className="end" size="small" onClick={() => setOpen(paper)}>
                {say('open')}
              </Button>
            </span>
            <small>
              {term('EvidenceKind', paper.kind)} · {bytes(paper.size)} · <Identifier value={paper.sha256} />
            </small>
          </li>
        ))}
      </ul>
      {open ? <Reading paper={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
