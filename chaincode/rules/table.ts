import { commands, type ErrorCode, errors } from '@suyuan/schemas';
import { RULES } from './rules.ts';
import { type NamedTest, testsByCode } from './tests.ts';
import { refusalsByTransaction } from './throws.ts';

export type Row = {
  readonly section: string;
  readonly rule: string;
  readonly codes: readonly string[];
  readonly transactions: readonly string[];
  readonly tests: readonly NamedTest[];
};

/** The section of the consortium's rules that a citation names; a law or a standard is a section of its own. */
const sectionOf = (code: ErrorCode) => errors[code].citation.replace(/^.*Suyuan consortium rules, /, '');

const sentence = (code: ErrorCode) => errors[code].en.replace(/\{\w+\}/g, '…');

/**
 * Every rule that the chaincode keeps: the refusals that keep it, the transactions that can refuse so, and the tests
 * that name one of the refusals.
 */
export function rows(): Row[] {
  const byTransaction = refusalsByTransaction();
  const thrown = new Set([...byTransaction.values()].flatMap((codes) => [...codes])) as Set<ErrorCode>;
  const tests = testsByCode();
  const named = new Set<string>(RULES.flatMap(({ codes }) => codes));
  const own = [...thrown].filter((code) => !named.has(code)).sort();
  const rules = [...RULES, ...own.map((code) => ({ section: sectionOf(code), rule: sentence(code), codes: [code] }))];
  const order = (section: string) => (/^\d/.test(section) ? section : `~${section}`);
  return rules
    .map(({ section, rule, codes }) => ({
      section,
      rule,
      codes,
      transactions: [...byTransaction].filter(([, can]) => codes.some((code) => can.has(code))).map(([name]) => name),
      tests: spread(codes.map((code) => tests.get(code) ?? [])),
    }))
    .sort((a, b) => (order(a.section) < order(b.section) ? -1 : order(a.section) > order(b.section) ? 1 : 0));
}

/** Codes that no test names. */
export function untested(): string[] {
  const tests = testsByCode();
  return [...new Set([...refusalsByTransaction().values()].flatMap((codes) => [...codes]))]
    .filter((code) => !tests.has(code))
    .sort();
}

const concept = (name: string) => name.slice(0, name.indexOf(':'));

/** Transactions in few words: every command, all of a concept, or one by one; a query only where no command refuses. */
function named(transactions: readonly string[]): string {
  const all = Object.keys(commands);
  const ofCommands = transactions.filter((name) => all.includes(name));
  if (ofCommands.length === all.length) return 'every command';
  const listed = ofCommands.length > 0 ? ofCommands : transactions;
  const concepts = [...new Set(listed.map(concept))].sort();
  return concepts
    .flatMap((one) => {
      const have = listed.filter((name) => concept(name) === one).sort();
      const whole = all.filter((name) => concept(name) === one);
      return whole.length > 2 && whole.every((name) => have.includes(name))
        ? [`\`${one}:*\``]
        : have.map((name) => `\`${name}\``);
    })
    .join(' ');
}

/** A test for each code, before a second one for any: a rule is shown by tests of all that it refuses. */
function spread(lists: readonly (readonly NamedTest[])[]): NamedTest[] {
  const firsts = lists.flatMap((list) => list.slice(0, 1));
  const all = [...firsts, ...lists.flatMap((list) => list.slice(1))];
  const seen = new Set<string>();
  return all.filter(({ file, title }) => !seen.has(`${file}${title}`) && seen.add(`${file}${title}`));
}

const SHOWN = 2;
const short = (path: string) => path.replace(/^test\//, '').replace(/\.test\.ts$/, '');

/** The first tests by their titles, then the other files that have some. */
function shown(tests: readonly NamedTest[]): string {
  const first = tests.filter(({ title }) => title !== undefined).slice(0, SHOWN);
  const titles = first.map(({ file, title = '' }) => `${short(file)} “${title.replaceAll('|', '\\|')}”`);
  const others = new Set(tests.map(({ file }) => short(file)));
  for (const { file } of first) others.delete(short(file));
  return [...titles, ...others].join('; ');
}

/** The table as Markdown. */
export function table(): string {
  const lines = rows().map(
    ({ section, rule, codes, transactions, tests }) =>
      `| ${section} | ${rule} | ${codes.map((code) => `\`${code}\``).join(' ')} | ${named(transactions)} | ${shown(tests)} |`,
  );
  return ['| section | rule | refusals | transactions | tests |', '| --- | --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
}
