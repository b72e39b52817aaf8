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

type Database = IDBPDatabase<OutboxSchema>;

/** Nothing was written: the browser had closed the connection (a phone that slept, storage that was cleared). */
const LOST_CONNECTION: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError', 'AbortError']);

/** Keeps submissions over reloads, closed tabs and restarts. */
export class IndexedDbSubmissionStore implements SubmissionStore {
  readonly durable = true;

  private connection: Promise<Database> | undefined;

  private constructor() {}

  /** @throws when the browser does not allow IndexedDB here */
  static async open(): Promise<IndexedDbSubmissionStore> {
    const store = new IndexedDbSubmissionStore();
    await store.connect();
    return store;
  }

  list(owner: string): Promise<readonly Submission[]> {
    const range = IDBKeyRange.bound([owner], [owner, []]);
    return this.use((database) => database.getAllFromIndex('submission', 'owner', range));
  }

  async countWaiting(supplier: string): Promise<number> {
    const range = IDBKeyRange.bound([`${supplier}/`], [`${supplier}/\uffff`]);
    const all = await this.use((database) => database.getAllFromIndex('submission', 'owner', range));
    return all.filter(({ state }) => state === 'WAITING').length;
  }

  get(id: string): Promise<Submission | undefined> {
    return this.use((database) => database.get('submission', id));
  }

  change(id: string, change: SubmissionChange): Promise<Submission | undefined> {
    return this.use(async (database) => {
      const transaction = database.transaction('submission', 'readwrite');
      const next = change(await transaction.store.get(id));
      await Promise.all([next ? transaction.store.put(next) : transaction.store.delete(id), transaction.done]);
      return next;
    });
  }

  photo(key: string): Promise<ArrayBuffer | undefined> {
    return this.use((database) => database.get('photo', key));
  }

  async putPhoto(key: string, bytes: ArrayBuffer): Promise<void> {
    await this.use((database) => database.put('photo', bytes, key));
  }

  async deletePhotos(keys: readonly string[]): Promise<void> {
    await this.use(async (database) => {
      const transaction = database.transaction('photo', 'readwrite');
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
    });
  }

  private connect(): Promise<Database> {
    this.connection ??= openDB<OutboxSchema>(NAME, VERSION, {
      upgrade(opened) {
        opened.createObjectStore('submission', { keyPath: 'id' }).createIndex('owner', ['owner', 'createdAt']);
        opened.createObjectStore('photo');
      },
      // A newer version of the portal in another tab must not wait for this one to be closed.
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    return this.connection;
  }

  private async use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      return await work(await this.connect());
    } catch (error) {
      if (!(error instanceof DOMException) || !LOST_CONNECTION.has(error.name)) throw error;
      this.connection = undefined;
      return work(await this.connect());
    }
  }
}
