export { type Debtor, type Instruction, pain001 } from './pain001.ts';
export { type Read, type Reported, readBankMessage } from './read.ts';
export { MESSAGE_BYTES } from './xml.ts';
