import type { Submission } from './submission.js';
import type { SubmissionChange, SubmissionStore } from './submission-store.js';

/** For browsers that refuse to keep anything (some private windows): holds until the page is closed. */
export class MemorySubmissionStore implements SubmissionStore {
  readonly durable = false;
  private readonly submissions = new Map<string, Submission>();
  private readonly photos = new Map<string, ArrayBuffer>();

  async list(owner: string): Promise<readonly Submission[]> {
    return [...this.submissions.values()]
      .filter((submission) => submission.owner === owner)
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  async countWaiting(supplier: string): Promise<number> {
    const waiting = [...this.submissions.values()].filter(({ state }) => state === 'WAITING');
    return waiting.filter(({ owner }) => owner.startsWith(`${supplier}/`)).length;
  }

  async get(id: string): Promise<Submission | undefined> {
    return this.submissions.get(id);
  }

  async change(id: string, change: SubmissionChange): Promise<Submission | undefined> {
    const next = change(this.submissions.get(id));
    if (next) this.submissions.set(id, next);
    else this.submissions.delete(id);
    return next;
  }

  async photo(key: string): Promise<ArrayBuffer | undefined> {
    return this.photos.get(key);
  }

  async putPhoto(key: string, bytes: ArrayBuffer): Promise<void> {
    this.photos.set(key, bytes);
  }

  async deletePhotos(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.photos.delete(key);
  }
}
