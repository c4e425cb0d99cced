import type { QueryName } from '@suyuan/schemas';
import { readCertificate, Trust } from '../../gateway/src/identity/index.ts';
import { connectLedger, readConnection } from '../../gateway/src/ledger/index.ts';
import { identityFromFiles } from '../../gateway/src/ledger/peer.ts';

/** An attested answer as one operator's gateway gets it for a person whose key lies in a file. */
export async function attested(connectionFile: string, name: string, query: QueryName, argument: object) {
  const connection = readConnection(connectionFile);
  const operator = connection.operators.find(({ people }) => people.some((person) => person.name === name));
  const person = operator?.people.find((one) => one.name === name);
  if (!operator || !person) throw new Error(`nobody is called ${name}`);
  const ledger = connectLedger(connection, operator.name);
  try {
    const trust = new Trust();
    await trust.use(await ledger.channelConfig());
    const vouch = (pem: string) => trust.checkPeer(readCertificate(pem));
    const identity = identityFromFiles(operator.mspId, person);
    const { bytes, toSign } = ledger.prepare(identity, query, argument);
    const signature = await identity.sign(toSign);
    return await ledger.attest({ msps: trust.config.committee, vouch }, identity, bytes, signature);
  } finally {
    ledger.close();
  }
}
