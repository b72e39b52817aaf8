import { describe, expect, it } from '@jest/globals';
import { loggedRequest } from '../../platform/http/logger.js';
import { issueInboundToken, readInboundToken } from './inbound-token.js';

const TENANT = '0195d5a0-1c2b-7000-8000-00000000abcd';

describe(issueInboundToken.name, () => {
  it('fits before the @ of an address, whatever mail systems do to capitals', () => {
    for (let i = 0; i < 50; i += 1) {
      const { text, hash } = issueInboundToken(TENANT);
      expect(`record+${text}`.length).toBeLessThanOrEqual(64);
      expect(text).toMatch(/^[a-z2-7]+$/);
      expect(readInboundToken(text)).toEqual({ tenantId: TENANT, hash });
      expect(readInboundToken(text.toUpperCase().replace('MI', 'mi'))).toEqual({ tenantId: TENANT, hash });
    }
  });

  it.each(['', 'mi', 'mk_abc', `mi${'a'.repeat(51)}`, `mi${'1'.repeat(52)}`])('does not take %j for one', (text) => {
    expect(readInboundToken(text)).toBeUndefined();
  });

  it('never reaches the log', () => {
    const request = { method: 'POST', host: 'x', ip: '::1' };
    const url = `/inbound/email/${issueInboundToken(TENANT).text}`;
    expect(loggedRequest({ ...request, url })).toMatchObject({ url: '/inbound/email/…' });
    expect(loggedRequest({ ...request, url: '/graphql' })).toMatchObject({ url: '/graphql' });
  });
});
