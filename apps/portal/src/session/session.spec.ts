import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PortalServer } from '../../test/portal-server.js';
import { PortalApi } from '../api/portal-api.js';
import { Session } from './session.js';

describe(Session.name, () => {
  let server: PortalServer;
  let cookie: string;
  let remembered: Map<string, string>;

  beforeEach(async () => {
    server = new PortalServer('');
    await server.start();
    cookie = server.session();
    remembered = new Map();
  });
  afterEach(() => server.stop());

  const session = (): Session => {
    const withCookie: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, cookie: `mortise_portal=${cookie}` } });
    return new Session(new PortalApi({ baseUrl: server.origin, fetch: withCookie }), {
      getItem: (key) => remembered.get(key) ?? null,
      setItem: (key, value) => void remembered.set(key, value),
      removeItem: (key) => void remembered.delete(key),
    });
  };
  const loaded = async (slug = 'harbour') => {
    const fresh = session();
    await fresh.load(slug);
    return fresh;
  };

  it('knows who is signed in at the supplier of the address', async () => {
    expect((await loaded()).state).toMatchObject({ kind: 'SIGNED_IN', confirmed: true, buyer: { name: 'Li Wei' } });
    expect((await loaded('nobody')).state).toEqual({ kind: 'UNKNOWN_SUPPLIER' });
    server.endSessions();
    expect((await loaded()).state).toMatchObject({ kind: 'SIGNED_OUT', supplier: { slug: 'harbour' } });
  });

  it('opens without an answer for whoever was signed in last, unconfirmed', async () => {
    server.failNext('Me', 'NETWORK');
    expect((await loaded()).state).toEqual({ kind: 'UNREACHABLE', code: 'NETWORK' });
    await loaded();
    server.failNext('Me', 'NETWORK');
    expect((await loaded()).state).toMatchObject({ kind: 'SIGNED_IN', confirmed: false, buyer: { name: 'Li Wei' } });
  });

  it('believes the newest answer, not the one that came last', async () => {
    const mine = session();
    server.endSessions();
    const release = server.holdNext('Me');
    const slow = mine.load('harbour');
    await mine.redeem(server.link());
    release();
    await slow;
    expect(mine.state).toMatchObject({ kind: 'SIGNED_IN', confirmed: true });
  });

  it('opens although what it remembers cannot be read', async () => {
    remembered.set('mortise-portal.buyer.harbour', '{');
    server.failNext('Me', 'NETWORK');
    expect((await loaded()).state).toEqual({ kind: 'UNREACHABLE', code: 'NETWORK' });
  });

  it('forgets who signed out', async () => {
    const mine = await loaded();
    await mine.signOut();
    expect(mine.state).toMatchObject({ kind: 'SIGNED_OUT' });
    expect([...remembered]).toEqual([]);
    server.failNext('Me', 'NETWORK');
    expect((await loaded()).state).toMatchObject({ kind: 'UNREACHABLE' });
  });

  it('stays signed in when the API cannot be told', async () => {
    const mine = await loaded();
    server.failNext('SignOut', 'NETWORK');
    await expect(mine.signOut()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(mine.state).toMatchObject({ kind: 'SIGNED_IN' });
  });

  it('signs in with a link, once', async () => {
    const token = server.link();
    const mine = session();
    await mine.redeem(token);
    expect(mine.state).toMatchObject({ kind: 'SIGNED_IN', confirmed: true });
    await expect(session().redeem(token)).rejects.toMatchObject({ code: 'LINK_USED' });
  });
});
