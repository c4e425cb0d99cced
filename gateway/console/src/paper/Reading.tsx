import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { Identifier } from '../parts/Identifier.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { fetchDocument } from '../session/documents.ts';
import { useShell } from '../words/shell.ts';
import { usePaper } from './words.ts';

const Shown = lazy(() => import('./Shown.tsx'));

export type Paper = {
  readonly kind: string;
  readonly name?: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
};

/** One document, fetched by right and checked against the digest that the ledger has, then drawn in place; it can be saved. */
export function Reading({ paper, onClose }: { readonly paper: Paper; readonly onClose: () => void }) {
  const say = usePaper();
  const shell = useShell();
  const [found, setFound] = useState<{ readonly file: Blob; readonly url: string }>();
  const [error, setError] = useState<unknown>();
  const { sha256, mediaType, name = sha256 } = paper;
  useEffect(() => {
    let made: string | undefined;
    const read = async () => {
      const file = await fetchDocument(sha256, mediaType);
      made = URL.createObjectURL(file);
      setFound({ file, url: made });
    };
    read().catch(setError);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [sha256, mediaType]);
  const opening = (
    <p className="reading" role="status">
      {say('opening')}
    </p>
  );
  return (
    <Dialog
      wide
      title={name}
      onClose={onClose}
      footer={
        <>
          {found ? (
            <a href={found.url} download={name}>
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
      {found === undefined && error === undefined ? opening : null}
      {found ? (
        <Suspense fallback={opening}>
          <Shown file={found.file} url={found.url} name={name} />
        </Suspense>
      ) : null}
      <Identifier value={sha256} whole />
    </Dialog>
  );
}
