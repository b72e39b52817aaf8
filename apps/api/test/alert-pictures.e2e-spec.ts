import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const PICTURES = `query ($f: AlertFilter) { alerts(filter: $f) { nodes { id leading picture { svg url } } } }`;
const URLS = `{ alerts { nodes { picture { url } } } }`;

interface Pictured {
  readonly id: string;
  readonly picture: { readonly svg: string; readonly url: string };
}

describe('pictures of alerts', () => {
  let test: TestApp;
  let now = Date.parse('2026-11-22T09:00:00Z');
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    for (let i = 0; i < 10; i++) {
      const account = await createAccount(test, tenant, { name: `Steady ${i}` });
      await addOrderDays(test, tenant.id, account, daysApart('2024-06-01', '2026-11-20', 5 + (i % 3)));
    }
    const quiet = await createAccount(test, tenant, { name: 'Quiet & Co <b>', stage: 'STABLE' });
    await addOrderDays(test, tenant.id, quiet, daysApart('2024-06-01', '2026-10-01', 5));
    await evaluate(admin.client);
  });
  afterAll(() => test.stop());

  const pictured = async (): Promise<Pictured> => {
    const { alerts } = await admin.client.data<{ alerts: { nodes: Pictured[] } }>(PICTURES, {});
    return alerts.nodes[0] as Pictured;
  };
  const get = (path: string): Promise<Response> => fetch(`${test.url}${path}`);

  it('come with the alert, and by an address that needs no session', async () => {
    const { picture } = await pictured();
    expect(picture.svg).toMatch(/^<svg [^]*<\/svg>$/);
    expect(picture.svg).toContain('Quiet &#38; Co &#60;b&#62;');
    const response = await get(picture.url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(await response.text()).toBe(picture.svg);
  });

  it('speak the language that is asked for', async () => {
    const { picture } = await pictured();
    const words = /通常/;
    expect(picture.svg).not.toMatch(words);
    expect(await (await get(picture.url.replace('lang=en', 'lang=zh-CN'))).text()).toMatch(words);
    expect(await (await get(picture.url.replace('lang=en', 'lang=tlh'))).text()).toBe(picture.svg);
  });

  it('come in pixels, too, for what shows no SVG, of a size and for a ground that are asked for', async () => {
    const { alerts } = await admin.client.data<{ alerts: { nodes: { picture: Record<string, string> }[] } }>(
      `{ alerts { nodes { picture { png pngUrl wide: png(width: 1440, theme: DARK) wideUrl: pngUrl(width: 1440, theme: DARK) huge: pngUrl(width: 99999) } } } }`,
    );
    const { png = '', pngUrl = '', wide = '', wideUrl = '', huge = '' } = alerts.nodes[0]?.picture ?? {};
    const sizeOf = (bytes: Buffer): number[] => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    expect(sizeOf(Buffer.from(png, 'base64'))).toEqual([720, 356]);
    expect(sizeOf(Buffer.from(wide, 'base64'))).toEqual([1440, 712]);
    const response = await get(pngUrl);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=600',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(png);
    expect(Buffer.from(await (await get(wideUrl)).arrayBuffer()).toString('base64')).toBe(wide);
    expect(huge).toContain('width=1440');
    const odd = await get(pngUrl.replace('lang=en', 'lang=zh-TW&width=x&theme=pink'));
    expect(sizeOf(Buffer.from(await odd.arrayBuffer()))).toEqual([720, 356]);
  });

  it('open to nobody with another link, and to nobody after a day', async () => {
    const { picture } = await pictured();
    const forged = picture.url.replace(
      /\/pictures\/(.)/,
      (_, first: string) => `/pictures/${first === 'A' ? 'B' : 'A'}`,
    );
    expect((await get(forged)).status).toBe(404);
    expect((await get('/pictures/x.svg')).status).toBe(404);
    expect((await get(picture.url.replace('.svg', '.gif'))).status).toBe(404);
    expect((await get(forged.replace('.svg', '.png'))).status).toBe(404);
    now += 25 * 3_600_000;
    try {
      const late = await get(picture.url);
      expect([late.status, await late.json()]).toMatchObject([404, { code: 'FILE_LINK_EXPIRED' }]);
    } finally {
      now -= 25 * 3_600_000;
    }
  });

  it('are refused to those who may not see trade, or the account', async () => {
    const { id } = await pictured();
    const seller = await createStaff(test, tenant, 'SALES');
    expect(await seller.client.data(URLS)).toEqual({ alerts: { nodes: [] } });
    const stranger = await createStaff(test, await createTenant(test));
    expect(await stranger.client.data(`{ alert(id: "${id}") { id } }`).catch(({ message }: Error) => message)).toMatch(
      /NOT_FOUND/,
    );
  });

  it('say so where there is nothing left to show, and take nothing else with them', async () => {
    await test.admin.query('delete from account_order_day where tenant_id = $1', [tenant.id]);
    const { picture } = await pictured();
    expect(picture.svg).toContain('The history is too short for a picture.');
    expect((await get(picture.url)).status).toBe(200);
  });
});
