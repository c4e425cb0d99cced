import { nearer, type Place, type Shift, STILL, shifted, since, transformOf } from './shift.ts';

/** Wheel and keys rest when nothing has moved for so long; a drag when it is let go, or held still for longer. */
const REST_MS = 180;
const HELD_MS = 600;
/** A press that moves no further than this is a click. */
const STEADY_PX = 4;
const STEP_PX = 60;
const STEP = 1.25;

const KEYS: Readonly<Record<string, readonly [x: number, y: number, by: number]>> = {
  ArrowLeft: [STEP_PX, 0, 1],
  ArrowRight: [-STEP_PX, 0, 1],
  ArrowUp: [0, STEP_PX, 1],
  ArrowDown: [0, -STEP_PX, 1],
  '+': [0, 0, STEP],
  '=': [0, 0, STEP],
  '-': [0, 0, 1 / STEP],
};

type Settings = {
  /** Draws anew what a shift shows; `drawn` is to be called in the frame in which that is done. */
  readonly settle: (shift: Shift, drawn: () => void) => void;
  readonly click: (at: Place) => void;
  readonly hover: (at: Place | undefined) => void;
  /** The whole again. */
  readonly home: () => void;
  /** How much nearer or further it may go from where it is drawn now. */
  readonly limits: () => readonly [least: number, most: number];
};

export type Moving = { readonly stop: () => void; readonly by: (factor: number) => void };

/**
 * Moves a sheet that hangs over the edges of its frame by mouse, wheel, fingers and keys. While it moves, what was drawn is
 * shifted by the browser's compositor; it is drawn anew when it rests. Places are those of the sheet.
 */
export function moving(frame: HTMLElement, sheet: HTMLElement, settings: Settings): Moving {
  let shift = STILL;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let painting = 0;
  const fingers = new Map<number, Place>();
  let dragged = false;

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Place => {
    const box = frame.getBoundingClientRect();
    return { x: clientX - box.left - sheet.offsetLeft, y: clientY - box.top - sheet.offsetTop };
  };
  const paint = () => {
    painting ||= requestAnimationFrame(() => {
      painting = 0;
      sheet.style.transform = transformOf(shift);
    });
  };
  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    frame.classList.remove('moving');
    if (shift === STILL) return;
    const asked = shift;
    settings.settle(asked, () => {
      shift = shift === asked ? STILL : since(shift, asked);
      sheet.style.transform = transformOf(shift);
    });
  };
  const move = (next: Shift) => {
    const [least, most] = settings.limits();
    if (next.scale < least || next.scale > most) return;
    shift = next;
    frame.classList.add('moving');
    settings.hover(undefined);
    paint();
    clearTimeout(timer);
    timer = setTimeout(settle, fingers.size > 0 ? HELD_MS : REST_MS);
  };
  const middle = (): Place => {
    const all = [...fingers.values()];
    const sum = all.reduce((so, { x, y }) => ({ x: so.x + x, y: so.y + y }), { x: 0, y: 0 });
    return { x: sum.x / all.length, y: sum.y / all.length };
  };
  const spread = (): number => {
    const [one, other] = [...fingers.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };
  const centre = (): Place => ({
    x: frame.clientWidth / 2 - sheet.offsetLeft,
    y: frame.clientHeight / 2 - sheet.offsetTop,
  });

  const on = {
    pointerdown: (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as Element).closest('button')) return;
      if (fingers.size === 0) dragged = false;
      fingers.set(event.pointerId, placeOf(event));
    },
    pointermove: (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      const at = placeOf(event);
      if (!before) return shift === STILL ? settings.hover(at) : undefined;
      if (!dragged && Math.hypot(at.x - before.x, at.y - before.y) < STEADY_PX) return;
      dragged = true;
      frame.setPointerCapture(event.pointerId);
      const [from, width] = [middle(), spread()];
      fingers.set(event.pointerId, at);
      const [to, now] = [middle(), spread()];
      const next = shifted(shift, to.x - from.x, to.y - from.y);
      move(width > 0 && now > 0 ? nearer(next, to, now / width) : next);
    },
    pointerup: (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
      if (dragged) settle();
      else settings.click(placeOf(event));
    },
    pointercancel: (event: PointerEvent) => {
      fingers.delete(event.pointerId);
    },
    pointerleave: () => settings.hover(undefined),
    wheel: (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      move(nearer(shift, placeOf(event), Math.exp((-event.deltaY * lines) / 500)));
    },
    keydown: (event: KeyboardEvent) => {
      if (event.target !== frame || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '0' || event.key === 'Home') settings.home();
      const [x, y, by] = KEYS[event.key] ?? [];
      if (x === undefined || y === undefined || by === undefined) return;
      event.preventDefault();
      move(nearer(shifted(shift, x, y), centre(), by));
    },
  };
  const ending = new AbortController();
  for (const [name, listener] of Object.entries(on))
    frame.addEventListener(name, listener as EventListener, { signal: ending.signal, passive: false });
  return {
    by: (factor) => move(nearer(shift, centre(), factor)),
    stop: () => {
      ending.abort();
      clearTimeout(timer);
      cancelAnimationFrame(painting);
    },
  };
}
