/** Stands in for gRPC, which the protobuf messages of Fabric bring along and no browser uses. */
export const makeGenericClientConstructor = (): object => ({});
