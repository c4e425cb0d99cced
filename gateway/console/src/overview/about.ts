import type { MovesQuery } from '../generated/moves.ts';
import { titled } from '../words/i18n.ts';

export type Move = MovesQuery['moves']['nodes'][number];

type Title = { readonly zh: string; readonly en?: string | null } | null | undefined;
type Called = { readonly text?: { readonly descriptor?: { readonly title?: Title } | null } | null } | null | undefined;
type End = { readonly text?: { readonly label?: string | null } | null; readonly asset?: Called } | null | undefined;

/** What a move is about: its kind, its name, whose move made it due, what silence does, and where it is done. */
export type About = {
  readonly kind: 'CASE' | 'ORDER' | 'EDGE' | 'AGREEMENT' | 'MEASURE' | 'ALIAS' | 'PROPOSAL';
  readonly name: string;
  readonly parties: readonly string[];
  readonly silence: string | undefined;
  readonly place: string;
};

const named = (asset: Called) => titled(asset?.text?.descriptor?.title);
const end = (release: End) => [named(release?.asset), release?.text?.label].filter(Boolean).join(' ');

/** Reads a move; undefined where the API knows a kind that this console does not. */
export function aboutOf({ case: file, order, edge, agreement, measure, alias, proposal }: Move): About | undefined {
  if (file) {
    const title = file.application?.asset?.descriptor?.title ?? file.application?.batch?.title;
    const name = titled(title) || named(file.asset);
    const parties = [titled(file.applicant?.title)];
    return { kind: 'CASE', name, parties, silence: file.next?.silence, place: `/cases/${file.id}` };
  }
  if (order) {
    const parties = [titled(order.seller?.title), titled(order.buyer?.title)];
    return {
      kind: 'ORDER',
      name: named(order.asset),
      parties,
      silence: order.next?.silence,
      place: `/orders/${order.id}`,
    };
  }
  if (edge) {
    const from = edge.fromExternal
      ? `${edge.fromExternal.namespace} / ${edge.fromExternal.name}`
      : end(edge.fromRelease);
    const place = `/trace/${edge.to}?at=${encodeURIComponent(`${edge.from}>${edge.to}`)}`;
    return {
      kind: 'EDGE',
      name: `${from || '…'} → ${end(edge.toRelease) || '…'}`,
      parties: [],
      silence: edge.next?.silence,
      place,
    };
  }
  if (agreement) {
    const { id, asset, grantor, licensee, next } = agreement;
    const parties = [titled(grantor?.title), titled(licensee?.title)];
    return {
      kind: 'AGREEMENT',
      name: named(asset),
      parties,
      silence: next?.silence,
      place: `/agreements/${id}`,
    };
  }
  if (measure) {
    const { id, asset, orderer, next } = measure;
    const parties = [titled(orderer?.title)];
    return { kind: 'MEASURE', name: named(asset), parties, silence: next?.silence, place: `/oversight/${id}` };
  }
  if (alias) {
    const { namespace, name, asset, assetId, next } = alias;
    const about = `${namespace} / ${name} → ${named(asset)}`;
    return { kind: 'ALIAS', name: about, parties: [], silence: next?.silence, place: `/assets/${assetId}` };
  }
  if (proposal)
    return { kind: 'PROPOSAL', name: '', parties: [], silence: undefined, place: `/proposals/${proposal.id}` };
  return undefined;
}
