import type { FileFacts } from '../register/reading/read-file.ts';
import { emptyRow, type Row } from './row.ts';

/** Files of what was dropped, folders and what is in them, too. What starts with a dot is not meant. */
export async function filesOf(items: DataTransferItemList): Promise<readonly File[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.name.startsWith('.')) return;
    if (entry.isFile) {
      found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}

const bare = (name: string) => name.replace(/\.[^.]+$/, '');

/** Why a file that was read is not the one that a row speaks of. */
export const isOther = (row: Row, facts: FileFacts): boolean => row.sha256 !== '' && row.sha256 !== facts.sha256;

/**
 * Puts what was read of a file into the row that names it, else into a row of its own, called as the file is. What somebody
 * wrote stays; a row that states another digest keeps it, and is told of by `isOther`.
 */
export function withFile(rows: readonly Row[], facts: FileFacts): readonly Row[] {
  const { name, mediaType, size, sha256, sm3, structure } = facts;
  const fields = structure?.fields ?? [];
  const records = structure ? String(structure.records) : '';
  const read = { file: name, mediaType, size: String(size), sha256, sm3, fields };
  const at = rows.findIndex((row) => row.file === name && (row.sha256 === '' || row.sha256 === sha256));
  const row = rows[at];
  if (row) return rows.with(at, { ...row, ...read, records: row.records || records });
  if (rows.some((one) => one.file === name && isOther(one, facts))) return rows;
  return [...rows, { ...emptyRow(), ...read, titleZh: bare(name), records }];
}
