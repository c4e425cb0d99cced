import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { refuse } from '@suyuan/schemas';

/** Addresses at which nothing of the public Internet is; IANA's special-purpose registries. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only global unicast is public, less what is for documentation and tunnels that end anywhere. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
const NOT_GLOBAL = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  NOT_GLOBAL.addSubnet(net, bits, 'ipv6');

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !PRIVATE.check(address, 'ipv4');
  return GLOBAL.check(address, 'ipv6') && !NOT_GLOBAL.check(address, 'ipv6');
}

/** A target as it may be written. @throws WEBHOOK_TARGET */
export function checkTarget(text: string, privately: boolean): URL {
  const url = URL.parse(text);
  const no = (rule: string) => refuse('WEBHOOK_TARGET', { rule }, 'input.url');
  if (!url || text.length > 500) throw no('an address of at most 500 characters');
  if (url.protocol !== 'https:' && !(privately && url.protocol === 'http:')) throw no('https');
  if (url.username || url.password || url.hash) throw no('no name, password or fragment in it');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!privately && isIP(host) && !isPublic(host)) throw no('no private address');
  return url;
}

/**
 * The one address to connect to, which was looked at: a name that is asked for twice may be answered differently.
 * @throws Error when the name stands for a private address
 */
export async function addressOf(url: URL, privately: boolean): Promise<{ address: string; family: number }> {
  const all = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true });
  const [first] = all;
  if (!first) throw new Error('the name has no address');
  if (!privately && all.some(({ address }) => !isPublic(address))) throw new Error('a private address');
  return first;
}
