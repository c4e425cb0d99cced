import {
  commands,
  LedgerEvent,
  Outcome,
  privateQueries,
  privateTransactions,
  queries,
  VaultContent,
} from '@suyuan/schemas';

type Described = { name: string; toJSON(): object };

const reference = (schema: string) => ({ $ref: `#/components/schemas/${schema}` });

/**
 * One transaction as Fabric's metadata describes it. The parameters appear only in JSON: fabric-contract-api would
 * compile a validator for them at every call, and our own has already refused what does not fit.
 */
function transaction(name: string, kind: 'submit' | 'evaluate', returns: object): Described {
  const action = name.slice(name.indexOf(':') + 1);
  const parameter = {
    name: kind === 'submit' ? 'command' : 'question',
    description: 'Canonical JSON (RFC 8785)',
    schema: { type: 'string', contentMediaType: 'application/json', contentSchema: reference(name) },
  };
  return { name: action, toJSON: () => ({ name: action, tag: [kind], parameters: [parameter], returns }) };
}

function contractsOf(): Record<string, { name: string; transactions: Described[] }> {
  const contracts: Record<string, { name: string; transactions: Described[] }> = {
    'org.hyperledger.fabric': {
      name: 'org.hyperledger.fabric',
      transactions: [{ name: 'GetMetadata', toJSON: () => ({ name: 'GetMetadata', tag: ['evaluate'] }) }],
    },
  };
  const add = (name: string, described: Described) => {
    const concept = name.slice(0, name.indexOf(':'));
    const contract = contracts[concept] ?? { name: concept, transactions: [] };
    contracts[concept] = contract;
    contract.transactions.push(described);
  };
  for (const name of Object.keys(commands)) add(name, transaction(name, 'submit', { schema: reference('Outcome') }));
  for (const name of Object.keys(queries)) add(name, transaction(name, 'evaluate', { schema: { type: 'string' } }));
  for (const name of Object.keys(privateTransactions))
    add(name, transaction(name, 'submit', { schema: reference('Outcome') }));
  for (const name of Object.keys(privateQueries))
    add(name, transaction(name, 'evaluate', { schema: { type: 'string' } }));
  return contracts;
}

/** Fabric's contract metadata, generated from the schemas; `org.hyperledger.fabric:GetMetadata` answers it. */
export function metadata() {
  return {
    info: { title: 'Suyuan', version: '1' },
    contracts: contractsOf(),
    components: {
      schemas: {},
      toJSON: () => ({
        schemas: {
          ...commands,
          ...queries,
          ...privateTransactions,
          ...privateQueries,
          VaultContent,
          Outcome,
          LedgerEvent,
        },
      }),
    },
  };
}
