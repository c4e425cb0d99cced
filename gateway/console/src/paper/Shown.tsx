import './paper.css';
import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { bytes } from '../parts/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { decoded, kindOf, MOST, ZOOMS, zoomed } from './kind.ts';
import type { Trouble } from './Pdf.tsx';
import { usePaper } from './words.ts';

const Pdf = lazy(() => import('./Pdf.tsx'));

type Props = { readonly file: Blob; readonly url: string; readonly name: string };

function Zoom({ zoom, onZoom }: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) {
  const say = usePaper();
  return (
    <fieldset className="zoom" aria-label={say('zoom')}>
      <Button
        size="small"
        icon={<MinusOutlined aria-hidden="true" />}
        aria-label={say('zoomOut')}
        disabled={zoom <= ZOOMS[0]}
        onClick={() => onZoom(zoomed(zoom, -1))}
      />
      <output>{say('percent', { percent: zoom })}</output>
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        aria-label={say('zoomIn')}
        disabled={zoomed(zoom, 1) === zoom}
        onClick={() => onZoom(zoomed(zoom, 1))}
      />
    </fieldset>
  );
}

function Text({ file }: { readonly file: Blob }) {
  const say = usePaper();
  const [text, setText] = useState<string>();
  useEffect(() => {
    const read = async () => setText(decoded(new Uint8Array(await file.slice(0, MOST.text).arrayBuffer())));
    void read();
  }, [file]);
  return (
    <>
      {file.size > MOST.text ? <p className="hint">{say('cut', { size: bytes(MOST.text) })}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <pre className="paper" tabIndex={0}>
        {text}
      </pre>
    </>
  );
}

/** A document drawn in place: a PDF page by page, a picture, a text; and why not, where it is none of these. */
export default function Shown({ file, url, name }: Props) {
  const say = usePaper();
  useLanguage();
  const [zoom, setZoom] = useState(100);
  const [pages, setPages] = useState(0);
  const [trouble, setTrouble] = useState<Trouble>();
  const kind = kindOf(file.type);
  if (kind === 'other') return <p className="verdict">{say('notShown', { type: file.type || '?' })}</p>;
  if (kind === 'text') return <Text file={file} />;
  if (file.size > MOST[kind]) return <p className="verdict">{say('large', { size: bytes(file.size) })}</p>;
  if (trouble) return <p className="verdict bad">{say(trouble)}</p>;
  return (
    <>
      <div className="paper-bar">
        {kind === 'pdf' && pages ? <span role="status">{say('pages', { count: pages })}</span> : null}
        {kind === 'pdf' ? <small>{say('safe')}</small> : null}
        <Zoom zoom={zoom} onZoom={setZoom} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <div className="paper-room" tabIndex={0}>
        {kind === 'picture' ? <img src={url} alt={name} style={{ width: `${zoom}%` }} /> : null}
        {kind === 'pdf' ? (
          <Suspense fallback={<p className="reading">{say('drawing')}</p>}>
            <Pdf file={file} zoom={zoom} onPages={setPages} onTrouble={setTrouble} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
