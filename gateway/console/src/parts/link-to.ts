/** An edge is looked at in the trace of its output. */
const edgePlace = (id: string) => {
  const [from = '', to = ''] = id.split('/');
  return `/trace/${to}?at=${encodeURIComponent(`${from}>${to}`)}`;
};

const PLACES: readonly (readonly [RegExp, (id: string) => string])[] = [
  [/^ast-[0-9a-f]{32}$/, (id) => `/assets/${id}`],
  [/^ord-[0-9a-f]{32}$/, (id) => `/orders/${id}`],
  [/^agr-[0-9a-f]{32}$/, (id) => `/agreements/${id}`],
  [/^ofr-[0-9a-f]{32}$/, (id) => `/offers/${id}`],
  [/^lst-[0-9a-f]{32}$/, (id) => `/listings/${id}`],
  [/^[A-Z0-9]{2,24}-T-[0-9]{4}-[0-9]{12,20}[0-9X]$/, (id) => `/transaction-certificates/${id}`],
  [/^cas-[0-9a-f]{32}$/, (id) => `/cases/${id}`],
  [/^prp-[0-9a-f]{32}$/, (id) => `/proposals/${id}`],
  [/^(msr|rcl|bas|bus|rpt)-[0-9a-f]{32}$/, (id) => `/oversight/${id}`],
  [/^rel-[0-9a-f]{32}$/, (id) => `/trace/${id}`],
  [/^rel-[0-9a-f]{32}\/rel-[0-9a-f]{32}$/, (id) => edgePlace(id)],
  [/^[A-Z0-9-]{2,24}-[0-9]{4}-[0-9]{12,20}[0-9X]$/, (id) => `/certificates/${id}`],
];

/** The page of a thing by its id; undefined where there is none. */
export const linkTo = (id: string): string | undefined => PLACES.find(([pattern]) => pattern.test(id))?.[1](id);
