import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new key, of 32 random bytes. */
export function newWebhookKey(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** A key as its receiver gets to see it. */
export function webhookSecretText(key: Buffer): string {
  return PREFIX + key.toString('base64');
}

/** What is sent at a moment. `id` has no full stop in it. */
export interface SignedContent {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/** The three headers of Standard Webhooks 1.0.0 (HMAC-SHA256, `v1`), with one signature for each key. */
export function webhookHeaders({ id, at, body }: SignedContent, keys: readonly Buffer[]): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
