import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../words/i18n.ts';
import {
  draw,
  open,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
  sizeOf,
  textOf,
} from './pdf.ts';
import { usePaper } from './words.ts';

const PATIENCE_MS = 30_000;
/** Pages are drawn a little before they come into view. */
const AHEAD = '400px';

/** Why a document is not drawn. */
export type Trouble = 'locked' | 'broken' | 'slow';

type Props = {
  readonly file: Blob;
  readonly zoom: number;
  readonly onPages: (count: number) => void;
  readonly onTrouble: (trouble: Trouble) => void;
};

const troubleOf = (error: unknown): Trouble =>
  error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken';

/** A page: as large as it is at once, drawn when it comes near. */
function Page({ of, number, zoom }: { readonly of: PDFDocumentProxy; readonly number: number; readonly zoom: number }) {
  const say = usePaper();
  useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number === 1);
  const [page, setPage] = useState<PDFPageProxy>();
  const [text, setText] = useState('');
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: AHEAD },
    );
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (!near) return;
    of.getPage(number).then(
      (found) => {
        setPage(found);
        textOf(found).then(setText, () => setText(''));
      },
      () => setPage(undefined),
    );
  }, [near, number, of]);
  const size = page ? sizeOf(page) : undefined;
  const width = size ? Math.round((size.width * zoom) / 100) : undefined;
  useEffect(() => {
    if (!page || !canvas.current || width === undefined) return;
    const task = draw(page, canvas.current, width);
    // A drawing that was overtaken by another zoom says that it was cancelled.
    task.promise.catch(() => undefined);
    return () => task.cancel();
  }, [page, width]);
  return (
    <div
      ref={place}
      className="pdf-page"
      style={size && width ? { width, height: (width * size.height) / size.width } : undefined}
    >
      <canvas ref={canvas} role="img" aria-label={say('page', { page: number, count: of.numPages })} />
      <p className="pdf-text">{text}</p>
    </div>
  );
}

/** A PDF drawn in place, page under page. */
export default function Pdf({ file, zoom, onPages, onTrouble }: Props) {
  const say = usePaper();
  const [found, setFound] = useState<PDFDocumentProxy>();
  const told = useRef({ onPages, onTrouble });
  useEffect(() => {
    let task: PDFDocumentLoadingTask | undefined;
    let over = false;
    const fail = (trouble: Trouble) => {
      if (!over) told.current.onTrouble(trouble);
      over = true;
      void task?.destroy();
    };
    const timer = setTimeout(() => fail('slow'), PATIENCE_MS);
    const read = async () => {
      task = open(new Uint8Array(await file.arrayBuffer()));
      task.onPassword = () => fail('locked');
      const document = await task.promise;
      clearTimeout(timer);
      if (over) return;
      told.current.onPages(document.numPages);
      setFound(document);
    };
    read().catch((error: unknown) => fail(troubleOf(error)));
    return () => {
      over = true;
      clearTimeout(timer);
      void task?.destroy();
    };
  }, [file]);
  if (!found)
    return (
      <p className="reading" role="status">
        {say('drawing')}
      </p>
    );
  const numbers = Array.from({ length: found.numPages }, (_, n) => n + 1);
  return numbers.map((number) => <Page key={number} of={found} number={number} zoom={zoom} />);
}
