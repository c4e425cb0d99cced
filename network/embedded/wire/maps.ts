import type { Map as MessageMap } from 'google-protobuf';

/** A message map's entries, values decoded. */
export const entriesOf = <K, V>(map: MessageMap<K, V>): [K, V][] => {
  const entries: [K, V][] = [];
  map.forEach((value, key) => {
    entries.push([key, value]);
  });
  return entries;
};
