import { BlockList, isIP } from 'node:net';

/** Why an address is none that a webhook goes to. */
export const ADDRESS_CLASSES = [
  ...['LOOPBACK', 'PRIVATE', 'LINK_LOCAL', 'METADATA', 'SHARED', 'MULTICAST', 'RESERVED', 'DOCUMENTATION'],
  ...['UNIQUE_LOCAL', 'IPV4_IN_IPV6', 'NAT64', 'TUNNEL'],
] as const;
export type AddressClass = (typeof ADDRESS_CLASSES)[number];

/**
 * The special-purpose registries of IANA (IPv4 and IPv6), the addresses under which clouds tell machines their secrets, and
 * every way in which IPv6 writes an IPv4 address. The first class that fits is told.
 */
const CLASSES: readonly (readonly [AddressClass, ...string[]])[] = [
  ['METADATA', '169.254.169.254/32', '168.63.129.16/32', '100.100.100.200/32', '192.0.0.192/32', 'fd00:ec2::254/128'],
  ['LOOPBACK', '127.0.0.0/8', '::1/128'],
  ['PRIVATE', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ['LINK_LOCAL', '169.254.0.0/16', 'fe80::/10'],
  ['SHARED', '100.64.0.0/10'],
  ['MULTICAST', '224.0.0.0/4', 'ff00::/8'],
  ['DOCUMENTATION', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ['UNIQUE_LOCAL', 'fc00::/7'],
  // Mapped addresses (::ffff:0:0/96) are found out before: in a BlockList they would stand for all of IPv4.
  ['IPV4_IN_IPV6', '::ffff:0:0:0/96'],
  ['NAT64', '64:ff9b::/96', '64:ff9b:1::/48'],
  ['TUNNEL', '2001::/32', '2002::/16', '192.88.99.0/24'],
  ['RESERVED', '0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '2001::/23'],
];

/** What is not yet given to anybody is not public either. */
const PUBLIC_IPV6 = blockList(['2000::/3']);
const BLOCKS = CLASSES.map(([name, ...networks]) => [name, blockList(networks)] as const);

/** A list of networks as `address/prefix`. @throws TypeError, RangeError for what is none */
export function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    const family = isIP(address);
    if (family === 0 || !/^\d{1,3}$/.test(prefix)) throw new TypeError(`Not a network: ${network}`);
    list.addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** What speaks against sending to an address; undefined for one on the public internet. */
export function addressClass(address: string): AddressClass | undefined {
  const family = isIP(address);
  if (family === 0) return 'RESERVED';
  // BlockList takes ::ffff:10.0.0.1 for 10.0.0.1, but such an address is refused whatever it stands for.
  if (family === 6 && isMapped(address)) return 'IPV4_IN_IPV6';
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  const found = BLOCKS.find(([, block]) => block.check(address, kind))?.[0];
  if (found !== undefined || family === 4) return found;
  return PUBLIC_IPV6.check(address, kind) ? undefined : 'RESERVED';
}

/** Whether an address is in one of the networks; never when it hides an IPv4 address. */
export function isWithin(networks: BlockList, address: string): boolean {
  const family = isIP(address);
  if (family === 0 || (family === 6 && isMapped(address))) return false;
  return networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The first eighty bits are zero and sixteen ones follow, in whatever way that is written. */
function isMapped(address: string): boolean {
  return new URL(`http://[${address.split('%')[0]}]`).hostname.startsWith('[::ffff:');
}
