/** Who may import whom: the house of the README as rules. */
const none = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    none('schemas-import-nobody', '^schemas/src', '^(chaincode|network|gateway|test)/'),
    none('chaincode-imports-schemas-only', '^chaincode/', '^(network|gateway|test)/'),
    none('network-imports-schemas-only', '^network/', '^(chaincode|gateway|test)/'),
    none('gateway-knows-only-fabric', '^gateway/', '^(chaincode|network|test)/'),
    none('client-stands-alone', '^gateway/client/', '^gateway/(src|tools|console|verify)/'),
    none('console-uses-client', '^gateway/console/', '^gateway/(src|tools)/'),
    none('tools-use-client', '^gateway/tools/', '^gateway/(src|console)/'),
    none('gateway-serves-console-as-files', '^gateway/src/', '^gateway/(client|tools|console)/'),
    none(
      'one-importer-of-fabric-sdks',
      '^gateway/src/(?!ledger/)',
      'node_modules/(@hyperledger/fabric-gateway|fabric-network|fabric-common)/',
    ),
    none(
      'sql-only-in-store-and-projector',
      '^gateway/src/(?!store/|projector/)',
      'node_modules/(kysely|pg|@electric-sql)/',
    ),
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'rules.ts takes values and returns values: no stub, clock or random source',
      from: { path: '^chaincode/src/.*/rules(\\.ts$|/)' },
      to: { path: '(^node:|fabric-|^chaincode/src/(access|ledger)/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|\\.suyuan)/.*/(node_modules)|^gateway/console/dist' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
