/** A place on the canvas, in its pixels. */
export type Place = { readonly x: number; readonly y: number };

/** How a drawn canvas is shown while it is moved: at a scale from its upper left corner, and so far away. */
export type Shift = Place & { readonly scale: number };

export const STILL: Shift = { x: 0, y: 0, scale: 1 };

export const shifted = (shift: Shift, x: number, y: number): Shift => ({ ...shift, x: shift.x + x, y: shift.y + y });

/** Nearer by a factor, with what is shown at a place staying there. */
export const nearer = ({ x, y, scale }: Shift, at: Place, by: number): Shift => ({
  x: at.x - (at.x - x) * by,
  y: at.y - (at.y - y) * by,
  scale: scale * by,
});

/** Which place of the canvas as it was drawn is shown at a place now. */
export const under = ({ x, y, scale }: Shift, at: Place): Place => ({ x: (at.x - x) / scale, y: (at.y - y) / scale });

/** What has been moved since another shift was drawn anew as it stood. */
export const since = (shift: Shift, drawn: Shift): Shift => {
  const scale = shift.scale / drawn.scale;
  return { x: shift.x - drawn.x * scale, y: shift.y - drawn.y * scale, scale };
};

export const transformOf = ({ x, y, scale }: Shift): string =>
  scale === 1 && x === 0 && y === 0 ? 'none' : `translate3d(${x}px, ${y}px, 0) scale(${scale})`;
