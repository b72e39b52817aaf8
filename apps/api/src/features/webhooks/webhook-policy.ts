import type { Config } from '../../platform/config/config.js';
import { blockList } from './webhook-address.js';
import type { TargetPolicy } from './webhook-target.js';

/** Where this process sends webhooks to. */
export function targetPolicy({
  production,
  webhookNetworks,
}: Pick<Config, 'production' | 'webhookNetworks'>): TargetPolicy {
  const hasNetworks = webhookNetworks.length > 0;
  return { networks: blockList(webhookNetworks), hasNetworks, plainHttp: hasNetworks && !production };
}
