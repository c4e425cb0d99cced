/** A PDF of two pages as somebody hostile writes it: it would run a script, open another host and start a program when read. */
export function hostilePdf(host: string): Buffer {
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${contents} 0 R /Resources << /Font << /F1 7 0 R >> >> /Annots [9 0 R] /AA << /O 8 0 R >> >>`;
  const stream = (text: string) => {
    const body = `BT /F1 24 Tf 40 100 Td (${text}) Tj ET 0 0 1 rg 40 40 60 30 re f`;
    return `<< /Length ${body.length} >>\nstream\n${body}\nendstream`;
  };
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 8 0 R /Names << /JavaScript << /Names [(a) 8 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    stream('First page'),
    stream('Second page'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /S /JavaScript /JS (globalThis.hacked = 1; app.launchURL\\("${host}"\\);) /Next << /S /Launch /F (calc.exe) >> >>`,
    `<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /URI /URI (${host}) >> >>`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, n) => {
    const at = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
