import { describe, expect, it } from '@jest/globals';
import { FileLinks, PictureLinks } from './signed-links.js';

describe(FileLinks.name, () => {
  const link = {
    tenantId: '0192f0a0-0000-7000-8000-000000000001',
    id: '0192f0a0-0000-7000-8000-000000000002',
    expiresAt: new Date('2026-03-01T10:00:00Z'),
  };
  const links = new FileLinks('a secret of the installation');

  it('says again what was signed', () => {
    expect(links.read(links.sign(link))).toEqual(link);
  });

  it('reads nothing that was changed anywhere', () => {
    const token = Buffer.from(links.sign(link), 'base64url');
    for (let at = 0; at < token.length; at++) {
      const changed = Buffer.from(token);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(links.read(changed.toString('base64url'))).toBeUndefined();
    }
  });

  it('reads nothing of another installation, nothing shorter, nothing longer', () => {
    const token = links.sign(link);
    expect(new FileLinks('another secret').read(token)).toBeUndefined();
    expect(links.read(token.slice(0, -4))).toBeUndefined();
    expect(links.read(`${token}AAAA`)).toBeUndefined();
    expect(links.read('')).toBeUndefined();
  });

  it('reads nothing that was signed for another purpose', () => {
    expect(links.read(new PictureLinks('a secret of the installation').sign(link))).toBeUndefined();
  });
});
