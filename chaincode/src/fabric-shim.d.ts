declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  /** Drives contracts from chaincode messages; published by fabric-shim without types. */
  export default class ChaincodeFromContract {
    constructor(contracts: object[], serializers: object, metadata: object, title: string, version: string);
  }
}
declare module 'fabric-shim/lib/server.js' {
  /** fabric-shim's chaincode server; its types leave it out. */
  export default class ChaincodeServer {
    constructor(chaincode: object, options: { ccid: string; address: string });
    start(): Promise<void>;
  }
}
