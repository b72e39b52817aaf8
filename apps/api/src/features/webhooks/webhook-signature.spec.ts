import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { newWebhookKey, webhookHeaders, webhookSecretText } from './webhook-signature.js';

describe(webhookHeaders.name, () => {
  const content = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_999),
    body: '{"test": 2432232314}',
  };

  it('signs as the libraries of the specification do', () => {
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    expect(webhookHeaders(content, [key])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('has one signature for each key', () => {
    const keys = [newWebhookKey(), newWebhookKey()];
    const expected = keys.map(
      (key) => `v1,${createHmac('sha256', key).update(`${content.id}.1614265330.${content.body}`).digest('base64')}`,
    );
    expect(webhookHeaders(content, keys)['webhook-signature']).toBe(expected.join(' '));
  });
});

describe(webhookSecretText.name, () => {
  it('gives a new key of 32 bytes in the form receivers know', () => {
    const [one, other] = [newWebhookKey(), newWebhookKey()];
    expect(webhookSecretText(one)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one.equals(other)).toBe(false);
  });
});
