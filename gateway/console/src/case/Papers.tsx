import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Nothing } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { fetchDocument } from '../session/documents.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { useCase } from './words.ts';

export type Paper = {
  readonly kind: string;
  readonly name?: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
};

/** Shown in place: what a browser draws by itself without running anything. */
const SHOWN = /^(text\/(plain|csv)|application\/json|image\/(png|jpeg))$/;

function Reading({ paper, onClose }: { readonly paper: Paper; readonly onClose: () => void }) {
  const say = useCase();
  const shell = useShell();
  const [url, setUrl] = useState<string>();
  const [text, setText] = useState<string>();
  const [error, setError] = useState<unknown>();
  const { sha256, mediaType, name = sha256 } = paper;
  useEffect(() => {
    let made: string | undefined;
    const read = async () => {
      const blob = await fetchDocument(sha256, mediaType);
      made = URL.createObjectURL(blob);
      setUrl(made);
      if (/^text|json$/.test(mediaType)) setText(await blob.text());
    };
    read().catch(setError);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [sha256, mediaType]);
  return (
    <Dialog
      wide
      title={name}
      onClose={onClose}
      footer={
        <>
          {url ? (
            <a href={url} download={name}>
              <Button>{say('save')}</Button>
            </a>
          ) : null}
          <Button type="primary" onClick={onClose}>
            {shell('close')}
          </Button>
        </>
      }
    >
      {error === undefined ? null : <Refusal error={error} />}
      {url === undefined && error === undefined ? <p className="reading">{say('opening')}</p> : null}
      {url && SHOWN.test(mediaType) ? (
        text === undefined ? (
          <img src={url} alt={name} className="paper" />
        ) : (
          <pre className="paper">{text}</pre>
        )
      ) : null}
      <Identifier value={sha256} whole />
    </Dialog>
  );
}

/** Documents of a case, read in place: fetched by right, and checked against the digest that the ledger has. */
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
