/** Fabric's validation code, as peers agree on it. */
export const Code = ({ code }: { readonly code: string }) => (
  <span className={code === 'VALID' ? 'tag good' : 'tag bad'}>{code}</span>
);
