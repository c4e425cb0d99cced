/**
 * Words of a text for full-text search, by rules of our own: those of a library change with its version of Unicode, and
 * the projection must be the same bytes whenever it is replayed.
 */

/** Chinese, kana and hangul, which are written without spaces. */
const WITHOUT_SPACES: readonly (readonly [from: number, until: number])[] = [
  [0x3005, 0x3007],
  [0x3040, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7af],
  [0xf900, 0xfaff],
  [0x20000, 0x3ffff],
];
const within = (code: number, ranges: typeof WITHOUT_SPACES) =>
  ranges.some(([from, until]) => code >= from && code <= until);

/** A character as it is compared: full-width forms as the plain ones, Latin letters small. */
function plain(code: number): string {
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  const text = String.fromCodePoint(half);
  return half < 0x250 ? text.toLowerCase() : text;
}

const isLetter = (text: string) => /^[a-z0-9\u00df-\u00f6\u00f8-\u024f]$/.test(text);

/** Runs of characters: words of letters and digits, and stretches that are written without spaces. */
function runsOf(text: string): { readonly spaced: boolean; readonly characters: string[] }[] {
  const runs: { spaced: boolean; characters: string[] }[] = [];
  let current: (typeof runs)[number] | undefined;
  for (const one of text) {
    const character = plain(one.codePointAt(0) as number);
    const spaced = isLetter(character);
    if (!spaced && !within(character.codePointAt(0) as number, WITHOUT_SPACES)) {
      current = undefined;
      continue;
    }
    if (current?.spaced !== spaced) {
      current = { spaced, characters: [] };
      runs.push(current);
    }
    current.characters.push(character);
  }
  return runs;
}

const pairs = (characters: readonly string[]) => characters.slice(1).map((second, n) => `${characters[n]}${second}`);

/** Longer words are cut: a term of an index may not be longer than a page takes. */
const LONGEST = 64;

/**
 * Terms of a text, each once, in order: words; of a stretch without spaces every pair of characters, and its last
 * character, so that every character begins a term.
 */
export function termsOf(...texts: readonly (string | undefined)[]): string[] {
  const terms = new Set<string>();
  for (const text of texts)
    for (const { spaced, characters } of runsOf(text ?? '')) {
      if (spaced) terms.add(characters.slice(0, LONGEST).join(''));
      else for (const term of [...pairs(characters), characters.at(-1) as string]) terms.add(term);
    }
  return [...terms].sort();
}

/** A word that is looked for: terms that must all be there. A prefix is of one. */
export type Wanted = { readonly all: readonly string[] } | { readonly prefix: string };

/** Words at most that one search looks for. */
const WORDS = 20;

/** What a search looks for: words by their beginnings, a single character by the pairs that it begins. */
export function wantedBy(text: string): Wanted[] {
  return runsOf(text)
    .slice(0, WORDS)
    .map(({ spaced, characters }) =>
      spaced || characters.length === 1
        ? { prefix: characters.slice(0, LONGEST).join('') }
        : { all: [...new Set(pairs(characters))] },
    );
}
