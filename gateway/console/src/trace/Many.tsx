import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLook } from '../app/look.ts';
import { useLanguage } from '../words/i18n.ts';
import { Drawer, type View, WHOLE } from './drawer.ts';
import type { About, Lineage } from './model.ts';
import { type Moving, moving } from './moving.ts';
import { nameOf } from './naming.ts';
import { netOf, tones } from './net.ts';
import type { Pick } from './pick.ts';
import type { Place } from './shift.ts';
import { useTrace } from './words.ts';

const STEP = 1.5;

type Props = Pick & { readonly of: Lineage; readonly about: ReadonlyMap<string, About> };

/** Every node of a large graph, by WebGL: hop by hop from left to right. It stays where it was moved when it changes. */
export default function Many({ of, about, at, marked, onPick }: Props) {
  const say = useTrace();
  const language = useLanguage();
  const look = useLook();
  const frame = useRef<HTMLElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const drawer = useRef<Drawer>(undefined);
  const moves = useRef<Moving>(undefined);
  const view = useRef<View>(WHOLE);
  const [hovered, setHovered] = useState<Place & { readonly id: string }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look decides the colours
  const net = useMemo(() => netOf(of, tones()), [of, look]);

  useEffect(() => {
    if (!frame.current || !sheet.current || !stage.current || !still.current) return;
    const drawn = new Drawer(net, stage.current, still.current, view.current);
    drawer.current = drawn;
    const gestures = moving(frame.current, sheet.current, {
      settle: (shift, done) => drawn.settle(shift, done),
      click: (place) => {
        const id = drawn.nodeAt(place);
        if (id !== undefined) onPick(id);
      },
      hover: (place) => {
        const id = place && drawn.nodeAt(place);
        const shown = id === undefined ? undefined : drawn.placeOf(id);
        setHovered((now) => (now?.id === id ? now : shown && id ? { ...shown, id } : undefined));
      },
      home: () => drawn.show(WHOLE),
      limits: () => drawn.limits(),
    });
    moves.current = gestures;
    const watching = new ResizeObserver(() => drawn.resize());
    watching.observe(frame.current);
    return () => {
      view.current = drawn.view;
      watching.disconnect();
      gestures.stop();
      drawn.stop();
    };
  }, [net, onPick]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said depends on the language alone
  const names = useMemo(
    () => new Map(of.points.map((point) => [point.id, nameOf(point, about.get(point.id), say)])),
    [of, about, language],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing is marked anew
  useEffect(() => drawer.current?.look({ names, marked, at }), [at, marked, names, net]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is moved by the keyboard, too
    <section ref={frame} className="trace-canvas trace-every" aria-label={say('everyLabel')} tabIndex={0}>
      <div ref={sheet} className="trace-sheet">
        <div ref={stage} className="trace-stage" />
        <canvas ref={still} />
        {hovered ? (
          <output className="trace-tip" style={{ transform: `translate(${hovered.x + 12}px, ${hovered.y + 12}px)` }}>
            {names.get(hovered.id)}
          </output>
        ) : null}
      </div>
      <span className="trace-zoom">
        <Button icon={<PlusOutlined />} aria-label={say('zoomIn')} onClick={() => moves.current?.by(STEP)} />
        <Button icon={<MinusOutlined />} aria-label={say('zoomOut')} onClick={() => moves.current?.by(1 / STEP)} />
        <Button onClick={() => drawer.current?.show(WHOLE)}>{say('fit')}</Button>
      </span>
    </section>
  );
}
