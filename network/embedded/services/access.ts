import type { Configuration } from '../channel/configuration.ts';
import { type SignedBy, validSigners } from '../policy/signers.ts';

/** Why a signed request may not be answered, in Fabric's words; undefined when it may. */
export const accessRefusal = (
  signed: SignedBy,
  configuration: Configuration,
  channel: string,
  path: string,
): string | undefined => {
  const [member] = validSigners([signed], configuration.members);
  if (member && configuration.admits(path, member)) return undefined;
  const name = path.split('/').at(-1);
  return (
    `Failed evaluating policy on signed data during check policy on channel [${channel}] with policy [${path}]: ` +
    `[implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the '${name}' sub-policies to be satisfied]`
  );
};
