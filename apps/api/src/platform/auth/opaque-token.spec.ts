import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { issueToken, readToken, secretMatches } from './opaque-token.js';

describe('opaque tokens', () => {
  it('come back with the tenant, the id and a secret that matches the stored hash only', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (tenantId, id) => {
        const { text, hash } = issueToken('API_KEY', tenantId, id);
        const token = readToken('API_KEY', text);
        expect(token).toMatchObject({ tenantId, id });
        expect(token && secretMatches(token, hash)).toBe(true);
        expect(token && secretMatches(token, issueToken('API_KEY', tenantId, id).hash)).toBe(false);
        expect(text).not.toContain(hash.toString('base64url'));
      }),
      { numRuns: 50 },
    );
  });

  it('are not taken for another kind, nor when anything is cut or added', () => {
    const { text } = issueToken('MAGIC_LINK', crypto.randomUUID(), crypto.randomUUID());
    expect(readToken('API_KEY', text)).toBeUndefined();
    for (const broken of [text.slice(0, -2), `${text}AAAA`, 'ml_', '']) {
      expect(readToken('MAGIC_LINK', broken)).toBeUndefined();
    }
  });
});
