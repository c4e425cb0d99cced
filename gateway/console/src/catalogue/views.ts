/** A search that a person has given a name to; kept in this browser. */
export type View = { readonly name: string; readonly search: string };

const KEPT = 'catalogue-views';

export const keptViews = (): readonly View[] => JSON.parse(localStorage.getItem(KEPT) ?? '[]') as View[];

export const keepViews = (views: readonly View[]): void => localStorage.setItem(KEPT, JSON.stringify(views));
