import { createRequire } from 'node:module';

/** Google's own messages: CommonJS whose exports Node cannot see by name. */
const require = createRequire(import.meta.url);

export const { Timestamp } =
  require('google-protobuf/google/protobuf/timestamp_pb.js') as typeof import('google-protobuf/google/protobuf/timestamp_pb.js');
export const { Any } =
  require('google-protobuf/google/protobuf/any_pb.js') as typeof import('google-protobuf/google/protobuf/any_pb.js');
