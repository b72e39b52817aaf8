import type { Submission } from './submission.js';

/** A change of one submission: what is stored now (if anything) to what shall be stored (undefined: nothing). */
export type SubmissionChange = (current: Submission | undefined) => Submission | undefined;

/** Where submissions and the bytes of their photos are kept until they are delivered. */
export interface SubmissionStore {
  /** Whether the content outlives the page. */
  readonly durable: boolean;

  /** Everything of one owner, oldest first. */
  list(owner: string): Promise<readonly Submission[]>;

  /** How many submissions of anybody at this supplier wait. */
  countWaiting(supplier: string): Promise<number>;

  get(id: string): Promise<Submission | undefined>;

  /** Reads and writes in one step: no other tab can change the submission in between. Returns what is stored afterwards. */
  change(id: string, change: SubmissionChange): Promise<Submission | undefined>;

  photo(key: string): Promise<ArrayBuffer | undefined>;

  putPhoto(key: string, bytes: ArrayBuffer): Promise<void>;

  deletePhotos(keys: readonly string[]): Promise<void>;
}
