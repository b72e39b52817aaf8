import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { locks } from 'node:worker_threads';
import { PortalServer } from '../../test/portal-server.js';
import { PortalApi } from '../api/portal-api.js';
import { browserLocks } from './locks.js';
import { MemorySubmissionStore } from './memory.store.js';
import { ownerOf, Sender } from './sender.js';
import { newDraft, type Submission, toWaiting } from './submission.js';

const OWNER = 'harbour/ac1';
const OTHER = 'harbour/ac2';
const FIELDS = {
  subject: 'Leaks',
  description: 'At the seam',
  orderLine: null,
  lot: ' L1 ',
  quantity: '2',
  unit: 'pcs',
};

describe(Sender.name, () => {
  let server: PortalServer;
  let cookie: string;
  let store: MemorySubmissionStore;

  beforeEach(async () => {
    server = new PortalServer('');
    await server.start();
    cookie = server.session();
    store = new MemorySubmissionStore();
  });
  afterEach(() => server.stop());

  /** Another tab: same store, same session, same locks. */
  const sender = (
    onChange: (id: string) => void = () => undefined,
    tabs = browserLocks(locks as LockManager),
  ): Sender => {
    const withCookie: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, cookie: `mortise_portal=${cookie}` } });
    const api = new PortalApi({ baseUrl: server.origin, fetch: withCookie });
    return new Sender(store, api, tabs, randomUUID, onChange);
  };

  const waiting = async (id: string, photoKeys: readonly string[] = [], owner = OWNER): Promise<void> => {
    const photos = photoKeys.map((key) => ({
      key,
      name: `${key} 图.jpg`,
      mediaType: 'image/jpeg',
      bytes: 3,
      fileId: null,
    }));
    for (const key of photoKeys) await store.putPhoto(key, new TextEncoder().encode(key).buffer);
    await store.change(id, () => toWaiting({ ...newDraft(owner, id, 1), fields: FIELDS, photos }, () => 'new-key', 2));
  };
  const stored = (id: string): Promise<Submission | undefined> => store.get(id);
  const times = (operation: string): number => server.calls.filter((call) => call === operation).length;

  it('sends the photos, then the complaint, and keeps its number until it was seen', async () => {
    await waiting('s1', ['p1', 'p2']);
    const changes: string[] = [];
    expect(await sender((id) => changes.push(id)).run(OWNER)).toBe('NONE');
    expect(server.calls).toEqual(['Me', 'upload', 'upload', 'FileComplaint']);
    expect(server.files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ['p1 图.jpg', 'p1'],
      ['p2 图.jpg', 'p2'],
    ]);
    expect(server.complaints).toMatchObject([{ subject: 'Leaks', lot: 'L1', quantity: '2', files: [{}, {}] }]);
    const { id: complaintId, number } = server.complaints[0]!;
    expect(await stored('s1')).toMatchObject({ state: 'DELIVERED', delivered: { complaintId, number } });
    expect(await store.photo('p1')).toBeUndefined();
    expect(changes).toEqual(['s1', 's1', 's1']);
  });

  it('goes on where it was cut off, and nothing arrives twice', async () => {
    await waiting('s1', ['p1', 'p2']);
    server.failNext('upload', 'NETWORK', { afterWork: true });
    expect(await sender().run(OWNER)).toBe('NETWORK');
    expect(await stored('s1')).toMatchObject({ state: 'WAITING', problem: 'NETWORK', attempts: 1 });
    server.failNext('FileComplaint', 'NETWORK', { afterWork: true });
    expect(await sender().run(OWNER)).toBe('NETWORK');
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(server.files).toHaveLength(2);
    expect(server.complaints).toHaveLength(1);
    // The first photo twice (its answer was lost), the second once: what is known to be there is not sent again.
    expect(times('upload')).toBe(3);
    expect(times('FileComplaint')).toBe(2);
  });

  it('sends once when two tabs try at the same time', async () => {
    await waiting('s1', ['p1']);
    expect(await Promise.all([sender().run(OWNER), sender().run(OWNER)])).toEqual(['NONE', 'NONE']);
    expect(times('FileComplaint')).toBe(1);
    expect(times('upload')).toBe(1);
  });

  it('stays delivered when a slower tab, without locks, comes for a photo that is gone by then', async () => {
    await waiting('s1', ['p1']);
    const read = store.photo.bind(store);
    store.photo = async (key) => {
      store.photo = read;
      await sender(undefined, browserLocks(undefined)).run(OWNER);
      return read(key);
    };
    expect(await sender(undefined, browserLocks(undefined)).run(OWNER)).toBe('NONE');
    expect(await stored('s1')).toMatchObject({ state: 'DELIVERED', refusal: null });
    expect(server.complaints).toHaveLength(1);
  });

  it('waits for the buyer when the session has ended, then sends', async () => {
    await waiting('s1');
    server.endSessions();
    expect(await sender().run(OWNER)).toBe('SIGN_IN');
    expect(await stored('s1')).toMatchObject({ state: 'WAITING', problem: 'SIGN_IN', fields: FIELDS });
    cookie = server.session();
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(server.complaints).toHaveLength(1);
  });

  it('files nothing in the name of somebody else, or for another company of the same person', async () => {
    await waiting('s1', [], OTHER);
    expect(await sender().run(OTHER)).toBe('SIGN_IN');
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(server.complaints).toEqual([]);
  });

  it('hands a refusal back with its reasons and goes on with the next', async () => {
    await waiting('s1');
    await waiting('s2');
    const reasons = [{ path: ['input', 'subject'], code: 'TOO_BIG', message: 'Too long' }];
    server.failNext('FileComplaint', 'INPUT_INVALID', { reasons });
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(await stored('s1')).toMatchObject({
      state: 'REFUSED',
      refusal: { code: 'INPUT_INVALID', reasons },
      fields: FIELDS,
    });
    expect(await stored('s2')).toMatchObject({ state: 'DELIVERED' });
    await sender().run(OWNER);
    expect(times('FileComplaint')).toBe(2);
  });

  it.each(['INTERNAL_ERROR', 'UNAVAILABLE', 'TOO_MANY_REQUESTS', 'TOO_MANY_FILES', 'TIMEOUT'])(
    'tries again later after %s',
    async (code) => {
      await waiting('s1');
      server.failNext('FileComplaint', code);
      expect(await sender().run(OWNER)).toBe('SERVER');
      expect(await stored('s1')).toMatchObject({ state: 'WAITING', problem: 'SERVER' });
    },
  );

  it('does not let one that always fails hold up those behind it', async () => {
    await waiting('s1');
    await waiting('s2');
    server.failNext('FileComplaint', 'INTERNAL_ERROR');
    expect(await sender().run(OWNER)).toBe('SERVER');
    expect(await stored('s1')).toMatchObject({ state: 'WAITING', problem: 'SERVER' });
    expect(await stored('s2')).toMatchObject({ state: 'DELIVERED' });
    await waiting('s3');
    server.failNext('FileComplaint', 'NETWORK');
    expect(await sender().run(OWNER)).toBe('NETWORK');
    expect(await stored('s3')).toMatchObject({ problem: 'NONE', attempts: 0 });
  });

  it('uploads under new keys, once, what the supplier no longer has', async () => {
    await waiting('s1', ['p1', 'p2']);
    server.failNext('FileComplaint', 'FILE_NOT_FOUND');
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(new Set(server.files.map(({ key }) => key)).size).toBe(4);
    expect(server.complaints[0]?.files.map(({ id }) => id)).toEqual(server.files.slice(2).map(({ id }) => id));
    expect(server.files.slice(2).map(({ bytes }) => bytes.toString())).toEqual(['p1', 'p2']);
    await waiting('s2', ['p3']);
    for (let i = 0; i < 2; i++) server.failNext('FileComplaint', 'FILE_NOT_FOUND');
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(await stored('s2')).toMatchObject({ state: 'REFUSED', refusal: { code: 'FILE_NOT_FOUND' } });
    expect(times('upload')).toBe(6);
  });

  it('asks for a photo that this device has lost', async () => {
    await waiting('s1', ['p1']);
    await store.deletePhotos(['p1']);
    expect(await sender().run(OWNER)).toBe('NONE');
    expect(await stored('s1')).toMatchObject({ state: 'REFUSED', refusal: { code: 'PHOTO_LOST' } });
    expect(server.complaints).toEqual([]);
  });
});

describe(ownerOf.name, () => {
  const buyer = {
    id: 'ac1',
    name: 'Li Wei',
    language: 'en',
    email: 'quality@example.com',
    account: { id: 'a1', name: 'Dairy' },
    supplier: { slug: 'harbour', name: 'Harbour' },
  };

  it('is one person at one company of one supplier, whatever name and address become', () => {
    expect(ownerOf({ ...buyer, name: 'Li Wei (QA)', email: 'li.wei@example.com' })).toBe(OWNER);
    expect(ownerOf({ ...buyer, id: 'ac2' })).toBe(OTHER);
    expect(ownerOf({ ...buyer, supplier: { slug: 'valley', name: 'Valley' } })).toBe('valley/ac1');
  });
});
