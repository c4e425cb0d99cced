/** What was clicked, what stands out, and what happens when something is clicked or opened. */
export type Pick = {
  readonly at: string | undefined;
  readonly marked: ReadonlySet<string> | undefined;
  readonly onPick: (id: string) => void;
  readonly onOpen: (id: string) => void;
};

/** Has some nodes stand out from the others. */
export type Mark = (ids: readonly string[]) => void;
