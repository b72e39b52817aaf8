import { describe, expect, it } from '@jest/globals';
import { targetPolicy } from './webhook-policy.js';
import { checkAddress, checkUrl } from './webhook-target.js';

const PRODUCTION = targetPolicy({ production: true, webhookNetworks: [] });
const INTRANET = targetPolicy({ production: true, webhookNetworks: ['10.0.0.0/8'] });
const TRYING = targetPolicy({ production: false, webhookNetworks: ['127.0.0.0/8'] });

describe(checkUrl.name, () => {
  it.each([
    ['https://hooks.example.com/in?x=1', 'https://hooks.example.com/in?x=1'],
    ['HTTPS://Hooks.Example.COM:443', 'https://hooks.example.com/'],
    ['https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['https://例え.テスト/', 'https://xn--r8jz45g.xn--zckzah/'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://[2600::1]/', 'https://[2600::1]/'],
  ])('takes %s', (text, stored) => {
    expect(checkUrl(PRODUCTION, text)).toHaveProperty('href', stored);
  });

  it.each([
    ['hooks.example.com', 'URL_INVALID'],
    ['https://', 'URL_INVALID'],
    [`https://hooks.example.com/${'x'.repeat(2_000)}`, 'URL_INVALID'],
    ['http://hooks.example.com/', 'SCHEME_REFUSED'],
    ['ftp://hooks.example.com/', 'SCHEME_REFUSED'],
    ['file://hooks.example.com/etc/passwd', 'SCHEME_REFUSED'],
    ['https://me:secret@hooks.example.com/', 'CREDENTIALS_REFUSED'],
    ['https://me@hooks.example.com/', 'CREDENTIALS_REFUSED'],
    ['https://hooks.example.com/#part', 'FRAGMENT_REFUSED'],
    ['https://hooks.example.com:22/', 'PORT_REFUSED'],
    ['https://hooks.example.com:80/', 'PORT_REFUSED'],
    ['https://hooks.example.com:1023/', 'PORT_REFUSED'],
    ['https://localhost/', 'NAME_REFUSED'],
    ['https://a.LOCALHOST./', 'NAME_REFUSED'],
    ['https://intranet/', 'NAME_REFUSED'],
    ['https://printer.local/', 'NAME_REFUSED'],
    ['https://metadata.google.internal/', 'NAME_REFUSED'],
    ['https://127.0.0.1/', 'ADDRESS_REFUSED'],
    ['https://127.1/', 'ADDRESS_REFUSED'],
    ['https://2130706433/', 'ADDRESS_REFUSED'],
    ['https://0x7f.0.0.1/', 'ADDRESS_REFUSED'],
    ['https://0177.0.0.1/', 'ADDRESS_REFUSED'],
    ['https://[::1]/', 'ADDRESS_REFUSED'],
    ['https://[::ffff:8.8.8.8]/', 'ADDRESS_REFUSED'],
    ['https://169.254.169.254/latest/meta-data/', 'ADDRESS_REFUSED'],
  ])('refuses %s: %s', (text, code) => {
    expect(checkUrl(PRODUCTION, text)).toHaveProperty('code', code);
  });

  it('takes addresses and names of the networks that the operator allows, in production by https alone', () => {
    expect(checkUrl(INTRANET, 'https://10.1.2.3:8443/')).toBeInstanceOf(URL);
    expect(checkUrl(INTRANET, 'https://erp.internal/')).toBeInstanceOf(URL);
    expect(checkUrl(INTRANET, 'http://10.1.2.3:8080/')).toHaveProperty('code', 'SCHEME_REFUSED');
    expect(checkUrl(INTRANET, 'https://192.168.1.1/')).toHaveProperty('code', 'ADDRESS_REFUSED');
  });

  it('takes plain http outside of production, for those networks alone', () => {
    expect(checkUrl(TRYING, 'http://127.0.0.1:8080/')).toBeInstanceOf(URL);
    expect(checkUrl(TRYING, 'http://127.0.0.1/')).toBeInstanceOf(URL);
    expect(checkUrl(TRYING, 'http://8.8.8.8/')).toHaveProperty('code', 'SCHEME_REFUSED');
    expect(checkUrl(TRYING, 'https://8.8.8.8/')).toBeInstanceOf(URL);
    expect(checkAddress(TRYING, '8.8.8.8', true)).toEqual({ code: 'SCHEME_REFUSED' });
    expect(checkAddress(TRYING, '127.0.0.1', true)).toBeUndefined();
  });
});
