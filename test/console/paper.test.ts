import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { decoded, kindOf, ZOOMS, zoomed } from '../../gateway/console/src/paper/kind.ts';

describe('how a document is shown', () => {
  it('is drawn, a picture or a text by its media type, and nothing that may run is opened as what it is', () => {
    expect(kindOf('application/pdf')).toBe('pdf');
    expect(['image/png', 'image/jpeg', 'image/webp'].map(kindOf)).toEqual(Array(3).fill('picture'));
    expect(['text/plain; charset=utf-8', 'text/html', 'application/json'].map(kindOf)).toEqual(Array(3).fill('text'));
    expect(['image/svg+xml', 'application/zip', '', 'application/pdf+x'].map(kindOf)).toEqual(Array(4).fill('other'));
  });

  it('reads UTF-8, and what older Chinese programs write', () => {
    expect(decoded(new TextEncoder().encode('来源说明'))).toBe('来源说明');
    expect(decoded(Uint8Array.of(0xc0, 0xb4, 0xd4, 0xb4))).toBe('来源');
    // A text that was cut in the middle of a character is still read as what it is.
    expect(decoded(new TextEncoder().encode('来源').slice(0, 5))).toBe('来');
  });

  it('is made larger and smaller by steps', () => {
    expect([zoomed(100, 1), zoomed(100, -1)]).toEqual([125, 75]);
    expect([zoomed(ZOOMS[0], -1), zoomed(ZOOMS[ZOOMS.length - 1] ?? 0, 1)]).toEqual([50, 300]);
  });

  it('is drawn by a build of PDF.js that makes no code of a document', () => {
    const { resolve } = createRequire(import.meta.resolve('../../gateway/console/package.json'));
    for (const file of ['pdf.min.mjs', 'pdf.worker.min.mjs']) {
      const text = readFileSync(resolve(`pdfjs-dist/build/${file}`), 'utf8');
      expect(text).not.toMatch(/\bnew Function\(|[^.\w]eval\(/);
    }
  });
});
