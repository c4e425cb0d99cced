/** The file that the stories register, and then sell. */
export const TITLE = '全省逐日雨量';
const ROWS = Array.from(
  { length: 500 },
  (_, n) => `S${n % 40},2025-01-${String((n % 28) + 1).padStart(2, '0')},${n / 10}`,
);
export const FILE = {
  name: '雨量.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`station,date,rain\n${ROWS.join('\n')}`),
};
