import { describe, expect, it } from '@jest/globals';
import { ADDRESS_CLASSES, type AddressClass, addressClass, blockList, isWithin } from './webhook-address.js';

/** The first and the last address of what is refused, and other ways to write such addresses. */
const REFUSED: Readonly<Record<AddressClass, readonly string[]>> = {
  LOOPBACK: ['127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1'],
  PRIVATE: ['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  LINK_LOCAL: ['169.254.0.0', '169.254.255.255', 'fe80::', 'fe80::1%eth0', 'febf:ffff::1'],
  METADATA: ['169.254.169.254', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'],
  SHARED: ['100.64.0.0', '100.127.255.255'],
  MULTICAST: ['224.0.0.0', '239.255.255.255', 'ff00::', 'ff02::1'],
  RESERVED: [
    '0.0.0.0',
    '0.255.255.255',
    '192.0.0.0',
    '198.18.0.0',
    '198.19.255.255',
    '240.0.0.0',
    '255.255.255.255',
  ].concat(['::', '::7f00:1', '::127.0.0.1', '100::1', '2001:2::1', '2001:20::1', '4000::1', 'fec0::1', 'no address']),
  DOCUMENTATION: ['192.0.2.1', '198.51.100.1', '203.0.113.255', '2001:db8::1', '3fff::1', '3fff:fff:ffff::1'],
  UNIQUE_LOCAL: ['fc00::', 'fd12:3456:789a::1', 'fdff:ffff::1'],
  IPV4_IN_IPV6: ['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:0a00:0001', '::FFFF:8.8.8.8', '::ffff:0:8.8.8.8'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '64:ff9b:1:ffff::1'],
  TUNNEL: ['2002:7f00:1::', '2002::1', '2001::1', '2001:0:53aa::1', '192.88.99.1'],
};

/** Just outside of what is refused, and well outside. */
const PUBLIC = [
  ...['1.0.0.0', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'],
  ...['128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0'],
  ...['198.17.255.255', '198.20.0.0', '223.255.255.255', '2000::1', '2003::1', '2600::1', '2a00:1450::1', '3ffe::1'],
];

describe(addressClass.name, () => {
  it.each(ADDRESS_CLASSES)('refuses %s', (name) => {
    for (const address of REFUSED[name]) expect([address, addressClass(address)]).toEqual([address, name]);
  });

  it.each(PUBLIC)('lets %s pass', (address) => {
    expect(addressClass(address)).toBeUndefined();
  });
});

describe(isWithin.name, () => {
  it('knows the networks it was given, and no other way to write them', () => {
    const networks = blockList(['10.1.0.0/16', 'fd00:1::/32']);
    const within = (address: string): boolean => isWithin(networks, address);
    expect(['10.1.2.3', 'fd00:1::9'].map(within)).toEqual([true, true]);
    expect(['10.2.0.1', '::ffff:10.1.2.3', '::ffff:a01:203', 'fd00:2::9', 'nowhere'].map(within)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });
});

describe(blockList.name, () => {
  it.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/x', 'ten/8', '10.0.0.0/33'])('takes %s for no network', (network) => {
    expect(() => blockList([network])).toThrow();
  });
});
