export { CERTIFICATE_BYTES, readCertificate } from './certificate.ts';
export { Identity, type Opened, type OpenSession, type Person } from './identity.ts';
export { openPkcs12 } from './pkcs12.ts';
export { endWithBlocks } from './revocation.ts';
export { Trust } from './trust.ts';
export { demonstrationWallets, openWallets, type Wallet } from './wallets.ts';
