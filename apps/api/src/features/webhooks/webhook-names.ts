import { Resolver } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';

/** A name that stands for no address, or nobody answers for it. */
export class NameNotFound extends Error {}

const OWN_MACHINE: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Looks up the addresses of names. Not by the system's `getaddrinfo`, which holds one of a few threads for as long as a
 * stranger's name server takes, knows /etc/hosts and tries names out in the operator's own domains.
 */
export class WebhookNames {
  /** @param servers name servers to ask instead of the system's */
  constructor(private readonly servers?: readonly string[]) {}

  /** Every address of the host. @throws NameNotFound */
  async addresses(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    const family = isIP(host);
    if (family !== 0) return [{ address: host, family }];
    if (/(^|\.)localhost\.?$/i.test(host)) return OWN_MACHINE;
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (this.servers) resolver.setServers(this.servers);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
      const found = [...listed(four, 4), ...listed(six, 6)];
      if (found.length === 0) throw new NameNotFound(host);
      return found;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

function listed(answer: PromiseSettledResult<string[]>, family: number): LookupAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
