import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Submission } from './submission.js';
import type { SubmissionChange, SubmissionStore } from './submission-store.js';

interface OutboxSchema extends DBSchema {
  submission: { key: string; value: Submission; indexes: { owner: [string, number] } };
  /** Apart from the submission, so that saving a keystroke does not write megabytes. */
  photo: { key: string; value: ArrayBuffer };
}

const NAME = 'mortise-portal';
const VERSION = 1;

/** Keeps submissions over reloads, closed tabs and restarts. */
export class IndexedDbSubmissionStore implements SubmissionStore {
  readonly durable = true;

  private constructor(private readonly database: IDBPDatabase<OutboxSchema>) {}

  /** @throws when the browser does not allow IndexedDB here */
  static async open(): Promise<IndexedDbSubmissionStore> {
    const database = await openDB<OutboxSchema>(NAME, VERSION, {
      upgrade(opened) {
        opened.createObjectStore('submission', { keyPath: 'id' }).createIndex('owner', ['owner', 'createdAt']);
        opened.createObjectStore('photo');
      },
    });
    return new IndexedDbSubmissionStore(database);
  }

  list(owner: string): Promise<readonly Submission[]> {
    return this.database.getAllFromIndex('submission', 'owner', IDBKeyRange.bound([owner], [owner, []]));
  }

  async countWaiting(supplier: string): Promise<number> {
    const range = IDBKeyRange.bound([`${supplier}/`], [`${supplier}/\uffff`]);
    const all = await this.database.getAllFromIndex('submission', 'owner', range);
    return all.filter(({ state }) => state === 'WAITING').length;
  }

  get(id: string): Promise<Submission | undefined> {
    return this.database.get('submission', id);
  }

  async change(id: string, change: SubmissionChange): Promise<Submission | undefined> {
    const transaction = this.database.transaction('submission', 'readwrite');
    const next = change(await transaction.store.get(id));
    await (next ? transaction.store.put(next) : transaction.store.delete(id));
    await transaction.done;
    return next;
  }

  photo(key: string): Promise<ArrayBuffer | undefined> {
    return this.database.get('photo', key);
  }

  async putPhoto(key: string, bytes: ArrayBuffer): Promise<void> {
    await this.database.put('photo', bytes, key);
  }

  async deletePhotos(keys: readonly string[]): Promise<void> {
    const transaction = this.database.transaction('photo', 'readwrite');
    await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
  }
}
