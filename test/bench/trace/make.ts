import { writeSections } from '../../../gateway/src/trace/engine/sections.ts';
import { frozen } from '../../../gateway/src/trace/engine/snapshot.ts';
import { generate } from './generate.ts';

/** Makes a graph of so many nodes and its snapshot in a file. Prints one JSON line. */
const [, , nodes, file = ''] = process.argv;
const { lineage, edges, ms } = generate(Number(nodes));
const { header, sections } = frozen(lineage, { genesis: '', block: lineage.block, hash: '' });
const began = performance.now();
writeSections(file, header, sections);
console.log(
  JSON.stringify({
    edges,
    versions: lineage.graph.layers.size,
    sortMs: ms,
    writeMs: performance.now() - began,
    peakMB: process.resourceUsage().maxRSS / 1000,
  }),
);
