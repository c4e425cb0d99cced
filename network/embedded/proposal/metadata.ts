import { ledger } from '@hyperledger/fabric-protos';

const { KVMetadataEntry, KVMetadataWrite } = ledger.rwset.kvrwset;

/** The name under which a key's validation parameter stands among its metadata. */
export const validationParameter = 'VALIDATION_PARAMETER';

/** A key's metadata as it is stored: names in order. */
export const encodeMetadata = (entries: readonly ledger.rwset.kvrwset.KVMetadataEntry[]): Uint8Array => {
  const metadata = new KVMetadataWrite();
  metadata.setEntriesList([...entries]);
  return metadata.serializeBinary();
};

export const metadataEntry = (name: string, value: Uint8Array): ledger.rwset.kvrwset.KVMetadataEntry => {
  const entry = new KVMetadataEntry();
  entry.setName(name);
  entry.setValue(value);
  return entry;
};

/** What `encodeMetadata` made, by name. */
export const decodeMetadata = (bytes: Uint8Array | undefined): ReadonlyMap<string, Buffer> =>
  new Map(
    KVMetadataWrite.deserializeBinary(bytes ?? new Uint8Array())
      .getEntriesList()
      .map((entry) => [entry.getName(), Buffer.from(entry.getValue_asU8())]),
  );

/** The validation parameter among a key's metadata. */
export const parameterOf = (bytes: Uint8Array | undefined): Buffer | undefined => {
  const parameter = bytes && decodeMetadata(bytes).get(validationParameter);
  return parameter && parameter.length > 0 ? parameter : undefined;
};
