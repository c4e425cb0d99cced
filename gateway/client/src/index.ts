export { type Attested, type Client, type Confirm, type Receipt, resume, signIn } from './client.ts';
export type { StoredDocument } from './documents.ts';
export { type ErasureCertificate, eraseVault, erasureCertificate } from './erase.ts';
export { SuyuanError } from './errors.ts';
export { graphql, OFFLINE } from './http.ts';
export { fromKey, fromPem, fromPkcs12, type Identity, type Key, keyOfPkcs12 } from './identity.ts';
export { type Invocation, readProposal } from './proposal.ts';
export { pushRaises } from './raises.ts';
export { type Salted, type Sealing, sealAsset, sealRelease } from './seal.ts';
