import { CARD } from './Cards.tsx';
import type { Grouped } from './group.ts';
import { laidOut } from './layout.ts';
import { GRADE_TONES, lineOf } from './Marks.tsx';
import type { About, Line, Lineage } from './model.ts';
import { groupName, nameOf, subOf } from './naming.ts';
import type { SayTrace } from './words.ts';

const EDGE = 40;
const FOOT = 56;
/** Browsers draw no canvas that is much larger. */
const WIDEST = 12_000;

type Card = {
  readonly id: string;
  readonly name: string;
  readonly sub: string;
  readonly tone: string;
  readonly dashed: boolean;
};

function cardsOf(
  of: Lineage | Grouped,
  about: ReadonlyMap<string, About>,
  titles: ReadonlyMap<string, string>,
  say: SayTrace,
): Card[] {
  if ('groups' in of)
    return of.groups.map((group) => ({
      id: group.id,
      name: groupName(group, titles, say),
      sub: say('hop', { hop: group.hop }),
      tone: `--${GRADE_TONES[group.grade]}`,
      dashed: group.hidden,
    }));
  return of.points.map((point) => ({
    id: point.id,
    name: nameOf(point, about.get(point.id), say),
    sub: subOf(point, about.get(point.id), say),
    tone: `--${GRADE_TONES[point.grade ?? 'GENERAL']}`,
    dashed: !point.visible,
  }));
}

/** The graph as a picture, drawn to its whole extent, with what it is of and as of which block beneath it. */
export async function pictureOf(
  of: Lineage | Grouped,
  about: ReadonlyMap<string, About>,
  titles: ReadonlyMap<string, string>,
  foot: string,
  say: SayTrace,
): Promise<Blob> {
  const style = getComputedStyle(document.documentElement);
  const tone = (name: string) => style.getPropertyValue(name).trim();
  const cards = cardsOf(of, about, titles, say);
  const lines: readonly Pick<Line, 'from' | 'to' | 'state' | 'alias'>[] = 'groups' in of ? of.bundles : of.lines;
  const places = await laidOut(
    cards.map(({ id }) => ({ id, ...CARD })),
    lines,
    false,
  );
  const all = [...places.values()];
  const width = Math.max(...all.map(({ x }) => x)) + CARD.width + 2 * EDGE;
  const height = Math.max(...all.map(({ y }) => y)) + CARD.height + 2 * EDGE + FOOT;
  const scale = Math.min(2, WIDEST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(Math.max(width, 640) * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser gives no canvas to draw on');
  pen.scale(scale, scale);
  pen.fillStyle = tone('--ground');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(EDGE, EDGE);
  for (const line of lines) {
    const from = places.get(line.from);
    const to = places.get(line.to);
    if (!from || !to) continue;
    const look = lineOf(line);
    const [x1, y1, x2, y2] = [from.x + CARD.width, from.y + CARD.height / 2, to.x, to.y + CARD.height / 2];
    const bend = Math.max(40, Math.abs(x2 - x1) / 2);
    pen.strokeStyle = tone(look.tone);
    pen.lineWidth = look.width;
    pen.setLineDash(look.dash ? look.dash.split(' ').map(Number) : []);
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    pen.stroke();
    pen.setLineDash([]);
    pen.fillStyle = tone(look.tone);
    pen.font = 'bold 16px sans-serif';
    pen.fillText(look.sign, (x1 + x2) / 2 - 4, (y1 + y2) / 2 - 6);
  }
  for (const { id, name, sub, tone: edge, dashed } of cards) {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 };
    pen.fillStyle = tone('--card');
    pen.strokeStyle = tone(edge);
    pen.lineWidth = 2;
    pen.setLineDash(dashed ? [5, 4] : []);
    pen.beginPath();
    pen.roundRect(x, y, CARD.width, CARD.height, 8);
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
    pen.fillStyle = tone('--ink');
    pen.font = `bold 15px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(name, x + 12, y + 30, CARD.width - 24);
    pen.fillStyle = tone('--soft');
    pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(sub, x + 12, y + 54, CARD.width - 24);
  }
  pen.fillStyle = tone('--soft');
  pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  pen.fillText(foot, 0, height - EDGE - 20);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large'))), 'image/png'),
  );
}
