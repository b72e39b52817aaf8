import { type BlockList, isIP } from 'node:net';
import { type AddressClass, addressClass, isWithin } from './webhook-address.js';

/** Why a webhook is not sent to a URL. */
export type UrlFault =
  | 'URL_INVALID'
  | 'SCHEME_REFUSED'
  | 'CREDENTIALS_REFUSED'
  | 'FRAGMENT_REFUSED'
  | 'PORT_REFUSED'
  | 'NAME_REFUSED'
  | 'ADDRESS_REFUSED';

/** What speaks against a URL. */
export interface UrlRefusal {
  readonly code: UrlFault;
  /** Of ADDRESS_REFUSED. */
  readonly addressClass?: AddressClass;
}

const LONGEST_URL = 2_000;
/** Below these stand services of machines; a receiver behind another port has nothing to fear from ours. */
const FIRST_FREE_PORT = 1_024;

/** Names that mean the machine itself or its own network, whatever a name server says. */
const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa|localdomain)$/;

/** Where webhooks may go: public addresses by https, and whatever the operator has allowed besides. */
export interface TargetPolicy {
  /** Networks that are allowed although they are not public. */
  readonly networks: BlockList;
  /** Whether there are any. */
  readonly hasNetworks: boolean;
  /** Whether plain http is good enough for those networks: never where people rely on it. */
  readonly plainHttp: boolean;
}

/** What can be said of a URL before its name is looked up. @returns the URL as it is stored, or why not */
export function checkUrl(policy: TargetPolicy, text: string): URL | UrlRefusal {
  const url = text.length <= LONGEST_URL ? URL.parse(text) : null;
  if (!url || url.hostname === '') return { code: 'URL_INVALID' };
  const plain = url.protocol === 'http:' && policy.plainHttp;
  if (url.protocol !== 'https:' && !plain) return { code: 'SCHEME_REFUSED' };
  if (url.username !== '' || url.password !== '') return { code: 'CREDENTIALS_REFUSED' };
  if (text.includes('#')) return { code: 'FRAGMENT_REFUSED' };
  const port = portOf(url);
  if (port < FIRST_FREE_PORT && port !== 443 && !(plain && port === 80)) return { code: 'PORT_REFUSED' };
  const host = hostOf(url);
  if (isIP(host) !== 0) return checkAddress(policy, host, plain) ?? url;
  const name = host.replace(/\.$/, '').toLowerCase();
  if (!policy.hasNetworks && (!name.includes('.') || LOCAL_NAMES.test(name))) return { code: 'NAME_REFUSED' };
  return url;
}

/** What speaks against an address that a name stands for. */
export function checkAddress(policy: TargetPolicy, address: string, plain: boolean): UrlRefusal | undefined {
  if (isWithin(policy.networks, address)) return undefined;
  const found = addressClass(address);
  if (found !== undefined) return { code: 'ADDRESS_REFUSED', addressClass: found };
  return plain ? { code: 'SCHEME_REFUSED' } : undefined;
}

/** The host as name servers and sockets know it: IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** The port, also where the URL leaves it to its scheme. */
export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}
