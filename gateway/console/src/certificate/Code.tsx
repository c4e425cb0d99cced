import qrcode from 'qrcode-generator';

/** A QR code, drawn as one path. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size * size }, (_, n) => [Math.floor(n / size), n % size] as const);
  const path = places.map(([row, column]) => (code.isDark(row, column) ? `M${column} ${row}h1v1h-1z` : '')).join('');
  return (
    <svg
      className="code"
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <title>{label}</title>
      <path d={path} />
    </svg>
  );
}
