import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Character maps of Chinese fonts, stand-ins for standard fonts, and decoders of pictures: all from this origin. */
const FILES = import.meta.glob<string>(
  [
    '../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true, exhaustive: true },
);
const URLS = new Map(Object.entries(FILES).map(([path, url]) => [path.split('/').at(-1) ?? '', url]));

/** Hands PDF.js the files that it asks for by name; it asks for none by an address of its own. */
class OwnFiles {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = URLS.get(filename);
    if (!url) throw new Error(`There is no ${filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** A picture in a document, in pixels; larger ones are left out. */
const MOST_PIXELS = 64_000_000;
/** A canvas of a page, in bytes. */
const MOST_CANVAS = 128 * 1024 * 1024;

/**
 * Opens a PDF that a stranger may have made. Nothing in it runs: this build of PDF.js makes no code of a document, its
 * scripting engine is not shipped, forms of XFA are off, links and fields are only drawn. It fetches nothing.
 */
export function open(data: Uint8Array): PDFDocumentLoadingTask {
  return getDocument({
    data,
    BinaryDataFactory: OwnFiles,
    useWorkerFetch: false,
    enableXfa: false,
    disableWorkerRendering: true,
    maxImageSize: MOST_PIXELS,
    canvasMaxAreaInBytes: MOST_CANVAS,
    stopAtErrors: false,
    verbosity: 0,
  } as Parameters<typeof getDocument>[0]);
}

/** A page's size in CSS pixels at 100 %. */
export const sizeOf = (page: PDFPageProxy) => {
  const { width, height } = page.getViewport({ scale: 96 / 72 });
  return { width, height };
};

/** Draws a page into a canvas, so wide; answers what stops it. */
export function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number) {
  const bare = page.getViewport({ scale: 1 });
  const wanted = (width / bare.width) * Math.min(2, globalThis.devicePixelRatio || 1);
  const most = Math.sqrt(MOST_CANVAS / 4 / (bare.width * bare.height));
  const viewport = page.getViewport({ scale: Math.min(wanted, most) });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  return page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: '#ffffff' });
}

const MOST_TEXT = 20_000;

/** What a page says, for who hears it read. */
export async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  return text.slice(0, MOST_TEXT);
}

export type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy };
