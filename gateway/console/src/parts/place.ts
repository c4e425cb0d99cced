import { matchPath } from 'react-router';

let known: readonly string[] = [];

/** Says which addresses the console has pages for: parts link to no other. */
export function setPlaces(paths: readonly string[]): void {
  known = paths;
}

export const hasPlace = (to: string): boolean => known.some((path) => matchPath(path, to) !== null);
