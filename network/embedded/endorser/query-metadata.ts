import { peer } from '@hyperledger/fabric-protos';

/** How chaincode asks for a page: its size, and where the page before ended. */
export const decodeQueryMetadata = (bytes: Uint8Array): { readonly pageSize: number; readonly bookmark: string } => {
  const metadata = peer.QueryMetadata.deserializeBinary(bytes);
  return { pageSize: metadata.getPagesize(), bookmark: metadata.getBookmark() };
};
