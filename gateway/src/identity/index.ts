export { CERTIFICATE_BYTES, readCertificate } from './certificate.ts';
export { Identity, type Opened, type Person } from './identity.ts';
export { openPkcs12 } from './pkcs12.ts';
export { Trust } from './trust.ts';
export { demonstrationWallets, openWallets, type Wallet } from './wallets.ts';
