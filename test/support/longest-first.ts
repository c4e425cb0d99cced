import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders and files whose tests run whole platforms, the longest first. */
const LONG = [
  'test/browser/journey',
  'test/journeys/demo',
  'test/fabric/',
  'test/conformance/',
  'test/gateway/several',
];

const rank = ({ moduleId }: TestSpecification) => {
  const at = LONG.findIndex((part) => moduleId.includes(part));
  return at === -1 ? LONG.length : at;
};

/** What takes minutes begins first, so that at the end no worker waits for the other. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
