import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * When a process began, as text that no other process with the same id shares; undefined when there is none, or it
 * is dead and only waits to be collected.
 */
export const beginningOf = (pid: number): string | undefined => {
  if (existsSync('/proc/self/stat')) {
    try {
      // Fields after the command's closing bracket: state is the first, the start time in clock ticks the twentieth.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
};
