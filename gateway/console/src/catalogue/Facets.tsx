import type { SearchQuery } from '../generated/catalogue.ts';
import { count } from '../parts/format.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { FACETS } from './search.ts';
import { useCatalogue } from './words.ts';

type Props = {
  readonly facets: SearchQuery['search']['facets'];
  readonly search: URLSearchParams;
  readonly names: ReadonlyMap<string, string>;
  readonly onToggle: (name: string, value: string) => void;
};

const SHOWN = 8;

/** By what the found assets differ, with how many there are of each. */
export function Facets({ facets, search, names, onToggle }: Props) {
  const say = useCatalogue();
  const term = useTerm();
  return (
    <div className="facets">
      {FACETS.map(({ name, facet, term: kind }) => {
        const found = facets.find((one) => one.facet === facet)?.values ?? [];
        const values = kind ? found.map((one) => ({ ...one, value: inApi(one.value) })) : found;
        const chosen = search.getAll(name);
        if (values.length === 0 && chosen.length === 0) return null;
        const missing = chosen.filter((value) => values.every((one) => one.value !== value));
        const all = [...missing.map((value) => ({ value, count: 0 })), ...values.slice(0, SHOWN)];
        return (
          <fieldset key={name}>
            <legend>{say(name)}</legend>
            {all.map(({ value, count: many }) => (
              <label key={value}>
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(name, value)} />
                <span>{kind ? term(kind, value) : (names.get(value) ?? value)}</span>
                <small>{count(many)}</small>
              </label>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
