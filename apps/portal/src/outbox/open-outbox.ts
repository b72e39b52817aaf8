import type { PortalApi } from '../api/portal-api.js';
import { randomId } from '../app/random-id.js';
import { IndexedDbSubmissionStore } from './indexed-db.store.js';
import { browserLocks } from './locks.js';
import { MemorySubmissionStore } from './memory.store.js';
import { Outbox } from './outbox.js';
import { Sender } from './sender.js';
import type { SubmissionStore } from './submission-store.js';

const CHANNEL = 'mortise-portal-outbox';

/** The outbox of this browser, sending whenever there is a reason to hope. */
export async function openOutbox(api: PortalApi): Promise<Outbox> {
  const store: SubmissionStore = await IndexedDbSubmissionStore.open().catch(() => new MemorySubmissionStore());
  const sender = new Sender(store, api, browserLocks(navigator.locks), randomId, () => void outbox.changed());
  const outbox: Outbox = new Outbox({
    store,
    send: (owner) => sender.run(owner),
    channel: new BroadcastChannel(CHANNEL),
    newId: randomId,
  });
  addEventListener('online', () => void outbox.deliver());
  addEventListener('pageshow', () => void outbox.deliver());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void outbox.deliver();
  });
  return outbox;
}
