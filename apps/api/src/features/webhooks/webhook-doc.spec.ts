import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WEBHOOK_EVENT_TYPES } from './webhook-events.js';
import { newWebhookKey, webhookHeaders, webhookSecretText } from './webhook-signature.js';

const GUIDE = readFileSync(fileURLToPath(new URL('../../../../../docs/guides/webhooks.md', import.meta.url)), 'utf8');

type Verify = (headers: Record<string, string>, body: string | Buffer, secret: string, now: number) => boolean;

describe('docs/guides/webhooks.md', () => {
  it('lists every event', () => {
    const listed = [...GUIDE.matchAll(/^\| `([a-z-]+\.[a-z]+)` /gm)].map(([, type]) => type);
    expect([...listed].sort()).toEqual([...WEBHOOK_EVENT_TYPES].sort());
  });

  it('shows receivers how to verify what we send', async () => {
    const [, code = ''] = /```js\n([^]*?)```/.exec(GUIDE) ?? [];
    const { verify } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { verify: Verify };
    const [key, other] = [newWebhookKey(), newWebhookKey()];
    const body = '{"type":"漏水"}';
    const at = new Date('2026-11-23T12:00:00.000Z');
    const headers = webhookHeaders({ id: 'm1', at, body }, [other, key]);
    const secret = webhookSecretText(key);
    expect(verify(headers, Buffer.from(body), secret, at.getTime())).toBe(true);
    expect(verify(headers, `${body} `, secret, at.getTime())).toBe(false);
    expect(verify({ ...headers, 'webhook-id': 'm2' }, body, secret, at.getTime())).toBe(false);
    expect(verify(headers, body, webhookSecretText(newWebhookKey()), at.getTime())).toBe(false);
    expect(verify(headers, body, secret, at.getTime() + 301_000)).toBe(false);
    expect(verify({}, body, secret, at.getTime())).toBe(false);
  });
});
