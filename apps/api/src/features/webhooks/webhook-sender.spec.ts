import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { NameServer } from '../../../test/support/name-server.js';
import { ownCertificate } from '../../../test/support/own-certificate.js';
import { WebhookReceiver } from '../../../test/support/webhook-receiver.js';
import { WebhookNames } from './webhook-names.js';
import { targetPolicy } from './webhook-policy.js';
import { type SendOutcome, WebhookSender } from './webhook-sender.js';

const NOW = new Date('2026-11-23T12:00:00.000Z');
/** Linux has all of 127.0.0.0/8: one address stands for the public one, another for what must not be reached. */
const [ALLOWED, FORBIDDEN] = ['127.0.0.2', '127.0.0.1'];
const POLICY = targetPolicy({ production: false, webhookNetworks: [`${ALLOWED}/32`] });

describe(WebhookSender.name, () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  async function receiver(host = ALLOWED, tls?: { key: string; cert: string }): Promise<WebhookReceiver> {
    const started = await WebhookReceiver.start(host, tls);
    stops.push(() => started.stop());
    return started;
  }
  async function names(
    answer: Parameters<typeof NameServer.start>[0],
  ): Promise<{ server: NameServer; names: WebhookNames }> {
    const server = await NameServer.start(answer);
    stops.push(() => server.stop());
    return { server, names: new WebhookNames([server.address]) };
  }
  const sender = (options: { timeoutMs?: number; ca?: string } = {}, resolved = new WebhookNames()): WebhookSender =>
    new WebhookSender(POLICY, resolved, options);
  const send = (by: WebhookSender, url: string): Promise<SendOutcome> =>
    by.send(url, { 'content-type': 'application/json', 'webhook-id': 'm1' }, '{"type":"漏水"}', NOW);

  it('posts what it is given and tells what was answered', async () => {
    const to = await receiver();
    to.answer = () => (response) => response.writeHead(202, { 'retry-after': '7' }).end('taken');
    const outcome = await send(sender(), `${to.url}/in?x=1`);
    expect(outcome).toEqual({
      ...{ failure: null, statusCode: 202, body: 'taken', retryAfterMs: 7_000 },
      durationMs: expect.any(Number),
    });
    expect(to.arrived).toEqual([expect.objectContaining({ method: 'POST', path: '/in?x=1', body: '{"type":"漏水"}' })]);
    expect(to.arrived[0]?.headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'webhook-id': 'm1', 'content-length': '17', connection: 'close' },
      host: `${ALLOWED}:${to.port}`,
    });
  });

  it.each([
    [200, null],
    [299, null],
    [301, 'REDIRECT_REFUSED'],
    [307, 'REDIRECT_REFUSED'],
    [400, 'STATUS_REFUSED'],
    [410, 'STATUS_REFUSED'],
    [503, 'STATUS_REFUSED'],
  ])('takes a status of %i for %s', async (status, failure) => {
    const to = await receiver();
    to.answer = () => status;
    expect(await send(sender(), to.url)).toMatchObject({ failure, statusCode: status });
  });

  it('follows no redirect, wherever it leads', async () => {
    const [to, inside] = [await receiver(), await receiver(FORBIDDEN)];
    to.answer = () => (response) => response.writeHead(302, { location: inside.url }).end();
    expect(await send(sender(), to.url)).toMatchObject({ failure: 'REDIRECT_REFUSED', statusCode: 302 });
    expect([inside.connections, to.arrived.length]).toEqual([0, 1]);
  });

  it('keeps the beginning of a long answer and does not wait for its end', async () => {
    const to = await receiver();
    to.answer = () => (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x\u0000'.repeat(10_000)));
      };
      response.writeHead(500).on('drain', more);
      more();
    };
    const outcome = await send(sender({ timeoutMs: 30_000 }), to.url);
    expect(outcome).toMatchObject({ failure: 'STATUS_REFUSED', body: 'x\uFFFD'.repeat(512) });
    expect(outcome.durationMs).toBeLessThan(10_000);
  });

  it('gives up when the answer takes too long; a status that was told by then counts', async () => {
    const to = await receiver();
    const by = sender({ timeoutMs: 300 });
    to.answer = () => () => undefined;
    expect(await send(by, to.url)).toMatchObject({ failure: 'TIMEOUT', statusCode: null, body: null });
    to.answer = () => (response) => response.writeHead(200).write('not yet all');
    expect(await send(by, to.url)).toMatchObject({ failure: null, statusCode: 200, body: 'not yet all' });
  });

  it('gives up when a server takes the connection and says nothing, or something else than HTTP', async () => {
    const server = createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end('hello\r\n')),
    );
    server.listen(0, ALLOWED);
    await once(server, 'listening');
    stops.push(() => new Promise((resolve) => server.close(resolve)));
    server.on('connection', (socket) => stops.push(() => Promise.resolve(socket.destroy())));
    const url = `http://${ALLOWED}:${(server.address() as AddressInfo).port}`;
    expect(await send(sender(), url)).toMatchObject({ failure: 'ANSWER_INVALID' });
    server.removeAllListeners('connection').on('connection', (socket) => {
      socket.on('error', () => undefined);
      stops.push(() => Promise.resolve(socket.destroy()));
    });
    expect(await send(sender({ timeoutMs: 200 }), url)).toMatchObject({ failure: 'TIMEOUT' });
  });

  it('tells a server that is not there, and headers without end', async () => {
    const to = await receiver();
    await to.stop();
    stops.pop();
    expect(await send(sender(), to.url)).toMatchObject({ failure: 'CONNECTION_REFUSED' });
    const long = await receiver();
    long.answer = () => (response) => response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end();
    expect(await send(sender(), long.url)).toMatchObject({ failure: 'ANSWER_INVALID' });
  });

  describe('by https', () => {
    const tls = ownCertificate(['hooks.example.com']);
    const toAllowed = () => names(() => [ALLOWED]);

    it('checks who answers', async () => {
      const to = await receiver(ALLOWED, tls);
      const { names: resolved } = await toAllowed();
      const trusting = sender({ ca: tls.cert }, resolved);
      expect(await send(trusting, `https://hooks.example.com:${to.port}/`)).toMatchObject({
        failure: null,
        statusCode: 204,
      });
      expect(to.arrived[0]?.headers.host).toBe(`hooks.example.com:${to.port}`);
      // Another name, or somebody nobody vouches for.
      expect(await send(trusting, `https://other.example.com:${to.port}/`)).toMatchObject({ failure: 'TLS_FAILED' });
      expect(await send(sender({}, resolved), `https://hooks.example.com:${to.port}/`)).toMatchObject({
        failure: 'TLS_FAILED',
      });
      expect(to.arrived).toHaveLength(1);
    });

    it('tells a server that does not speak it', async () => {
      const to = await receiver();
      const { names: resolved } = await toAllowed();
      expect(await send(sender({}, resolved), `https://hooks.example.com:${to.port}/`)).toMatchObject({
        failure: 'TLS_FAILED',
      });
    });
  });

  describe('never reaches', () => {
    it.each([
      ['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '0.0.0.0'],
      ['::1', 'fd00::1', 'fe80::1', 'ff02::1', '64:ff9b::1', '2002:7f00::1', '0:0:0:0:0:ffff:7f00:1'],
    ])('what a name stands for when it is not public: %s …', async (...addresses) => {
      const inside = await receiver(FORBIDDEN);
      for (const address of addresses) {
        const { names: resolved } = await names(() => [address]);
        const outcome = await send(sender({}, resolved), `http://hooks.example.com:${inside.port}/`);
        expect([address, outcome.failure]).toEqual([address, 'ADDRESS_REFUSED']);
      }
      expect(inside.connections).toBe(0);
    });

    it('any address of a name of which one is not public', async () => {
      const [outside, inside] = [await receiver(), await receiver(FORBIDDEN)];
      for (const addresses of [
        [ALLOWED, FORBIDDEN],
        [FORBIDDEN, ALLOWED],
        [ALLOWED, '::1'],
      ]) {
        const { names: resolved } = await names(() => addresses);
        expect(await send(sender({}, resolved), `http://hooks.example.com:${outside.port}/`)).toMatchObject({
          failure: 'ADDRESS_REFUSED',
        });
      }
      expect([outside.connections, inside.connections]).toEqual([0, 0]);
    });

    it('what a name stands for a moment after it was checked', async () => {
      const outside = await receiver();
      const inside = await WebhookReceiver.start(FORBIDDEN);
      stops.push(() => inside.stop());
      const { server, names: resolved } = await names((_name, asked) => (asked === 1 ? [ALLOWED] : [FORBIDDEN]));
      const by = sender({}, resolved);
      const url = `http://hooks.example.com:${outside.port}/`;
      expect(await send(by, url)).toMatchObject({ failure: null, statusCode: 204 });
      expect([server.asked, outside.connections, inside.connections]).toEqual([['hooks.example.com'], 1, 0]);
      // The next attempt looks anew, and is refused.
      expect(await send(by, url)).toMatchObject({ failure: 'ADDRESS_REFUSED' });
      expect([server.asked.length, outside.connections, inside.connections]).toEqual([2, 1, 0]);
    });

    it('an address that is written into the URL, however', async () => {
      const inside = await receiver(FORBIDDEN);
      for (const host of [
        '127.0.0.1',
        '127.1',
        '0x7f000001',
        '2130706433',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:2]',
      ])
        expect(await send(sender(), `http://${host}:${inside.port}/`)).toMatchObject({ failure: 'ADDRESS_REFUSED' });
      expect(await send(sender(), `http://localhost:${inside.port}/`)).toMatchObject({ failure: 'ADDRESS_REFUSED' });
      expect(await send(sender(), `http://me:secret@${ALLOWED}:${inside.port}/`)).toMatchObject({
        failure: 'URL_REFUSED',
      });
      expect(inside.connections).toBe(0);
    });
  });

  it('tells a name without an address, and gives up on a name server that says nothing', async () => {
    const { names: none } = await names(() => []);
    expect(await send(sender({}, none), 'http://nowhere.example.com/')).toMatchObject({ failure: 'NAME_NOT_FOUND' });
    const { names: silent } = await names(() => undefined);
    expect(await send(sender({ timeoutMs: 300 }, silent), 'http://silent.example.com/')).toMatchObject({
      failure: 'TIMEOUT',
    });
  });
});
