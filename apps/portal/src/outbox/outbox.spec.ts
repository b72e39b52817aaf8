import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';
import { MemorySubmissionStore } from './memory.store.js';
import { type Channel, Outbox } from './outbox.js';
import type { SendProblem, Submission } from './submission.js';

const OWNER = 'harbour/a1/li.wei@example.com/li wei';

describe(Outbox.name, () => {
  let store: MemorySubmissionStore;
  let channels: BroadcastChannel[];
  let answers: SendProblem[];
  let sent: string[];
  let gate: Promise<void> | undefined;

  beforeEach(() => {
    store = new MemorySubmissionStore();
    channels = [];
    answers = [];
    sent = [];
    gate = undefined;
  });
  afterEach(() => {
    jest.useRealTimers();
    for (const channel of channels) channel.close();
  });

  /** One tab; its sender delivers everything unless the test has other answers. */
  const tab = async (): Promise<Outbox> => {
    const channel = new BroadcastChannel('outbox');
    channels.push(channel);
    let ids = 0;
    const outbox = new Outbox({
      store,
      send,
      channel: channel as unknown as Channel,
      newId: () => `id-${channels.length}-${++ids}`,
    });
    await outbox.open(OWNER);
    return outbox;
  };
  const send = async (owner: string): Promise<SendProblem> => {
    sent.push(owner);
    await gate;
    const problem = answers.shift() ?? 'NONE';
    if (problem === 'NONE') for (const { id } of await store.list(owner)) await store.change(id, delivered);
    return problem;
  };
  const delivered = (current: Submission | undefined): Submission | undefined =>
    current?.state === 'WAITING'
      ? { ...current, state: 'DELIVERED', delivered: { complaintId: 'c', number: 'C-2026-000001' } }
      : current;
  const written = (draft: Submission, subject = 'Leaks'): Submission => ({
    ...draft,
    fields: { ...draft.fields, subject },
  });
  const states = (outbox: Outbox): string[] => outbox.items.map(({ state }) => state);
  const settled = async (outbox: Outbox): Promise<void> => {
    while (outbox.sending) await once(outbox, 'change');
  };

  it('goes on with the draft of before, and forgets an empty one', async () => {
    const outbox = await tab();
    await outbox.save(written(outbox.draft()));
    const later = await tab();
    expect(later.draft().fields.subject).toBe('Leaks');
    await later.save(written(later.draft(), ' '));
    expect(later.items).toEqual([]);
  });

  it('keeps the drafts of two people apart', async () => {
    const outbox = await tab();
    await outbox.save(written(outbox.draft()));
    await outbox.open('harbour/a1/other@example.com/other');
    expect(outbox.items).toEqual([]);
    expect(outbox.draft().fields.subject).toBe('');
    await outbox.open(null);
    expect(outbox.items).toEqual([]);
  });

  it('shows nobody what was still being read for somebody else', async () => {
    const outbox = await tab();
    await outbox.save(written(outbox.draft()));
    const list = store.list.bind(store);
    let release!: () => void;
    const slow = new Promise<void>((resolve) => (release = resolve));
    store.list = async (owner) => {
      const items = await list(owner);
      await slow;
      return items;
    };
    const reading = outbox.changed();
    await outbox.open(null);
    release();
    await reading;
    expect(outbox.items).toEqual([]);
  });

  it('forgets the note of a delivery after a week, and only that', async () => {
    const outbox = await tab();
    const draft = written(outbox.draft());
    await outbox.submit(draft);
    await settled(outbox);
    await outbox.save(written(outbox.draft(), 'Draft'));
    const aged = (current: Submission | undefined) => current && { ...current, changedAt: Date.now() - 8 * 86_400_000 };
    await outbox.open(OWNER);
    expect(states(outbox)).toEqual(['DELIVERED', 'DRAFT']);
    for (const { id } of outbox.items) await store.change(id, aged);
    await outbox.open(OWNER);
    expect(states(outbox)).toEqual(['DRAFT']);
  });

  it('throws away photos that another tab has added', async () => {
    const [outbox, other] = [await tab(), await tab()];
    const draft = written(outbox.draft());
    await outbox.save(draft);
    await other.addPhoto('p1', new ArrayBuffer(3));
    const photo = { key: 'p1', name: 'a.jpg', mediaType: 'image/jpeg', bytes: 3, fileId: null };
    await store.change(draft.id, (current) => current && { ...current, photos: [photo] });
    await outbox.discard(draft.id);
    expect(await store.photo('p1')).toBeUndefined();
  });

  it('sends what was submitted and shows its number', async () => {
    const outbox = await tab();
    const draft = written(outbox.draft());
    await outbox.submit(draft);
    await settled(outbox);
    expect(outbox.find(draft.id)?.delivered?.number).toBe('C-2026-000001');
    await outbox.discard(draft.id);
    expect(outbox.items).toEqual([]);
  });

  it('does not let another tab change or throw away what is on its way', async () => {
    const [outbox, other] = [await tab(), await tab()];
    const draft = written(outbox.draft());
    await outbox.save(draft);
    answers = ['SIGN_IN', 'SIGN_IN'];
    await outbox.submit(draft);
    await settled(outbox);
    await other.save(written(draft, 'Changed'));
    await other.submit(written(draft, 'Changed'));
    await other.discard(draft.id);
    expect((await store.get(draft.id))?.fields.subject).toBe('Leaks');
  });

  it('tells the other tabs', async () => {
    const [outbox, other] = [await tab(), await tab()];
    const heard = once(other, 'change');
    await outbox.save(written(outbox.draft()));
    await heard;
    expect(states(other)).toEqual(['DRAFT']);
  });

  it('tries again by itself after trouble, but not without a session', async () => {
    jest.useFakeTimers();
    const outbox = await tab();
    answers = ['NETWORK', 'SERVER', 'SIGN_IN'];
    await outbox.submit(written(outbox.draft()));
    await jest.advanceTimersByTimeAsync(2_000);
    await jest.advanceTimersByTimeAsync(4_000);
    expect(sent).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(3);
    await outbox.open(OWNER);
    await jest.advanceTimersByTimeAsync(0);
    expect(states(outbox)).toEqual(['DELIVERED']);
  });

  it('sends once more after the round under way, for what came in meanwhile', async () => {
    const outbox = await tab();
    answers = ['SIGN_IN'];
    let release!: () => void;
    gate = new Promise((resolve) => (release = resolve));
    await outbox.submit(written(outbox.draft()));
    await outbox.submit(written(outbox.draft(), 'Second'));
    expect(sent).toHaveLength(1);
    release();
    while (states(outbox).includes('WAITING')) await once(outbox, 'change');
    expect(sent).toHaveLength(2);
  });
});
