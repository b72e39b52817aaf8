import { retryDelay } from './backoff.js';
import { isEditable, isEmpty, newDraft, type SendProblem, type Submission, toWaiting } from './submission.js';
import type { SubmissionStore } from './submission-store.js';

/** How tabs tell each other that something changed. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}

/** How long a delivered complaint leaves a note here with its number: the supplier's list has it from then on. */
const KEEP_DELIVERED_MS = 7 * 86_400_000;

export interface OutboxParts {
  readonly store: SubmissionStore;
  /** Sends what waits, see `Sender.run`. */
  readonly send: (owner: string) => Promise<SendProblem>;
  readonly channel: Channel | null;
  readonly newId: () => string;
}

/**
 * The drafts and submissions of the signed-in buyer. Fires `change` whenever one of them changed, here or in another tab.
 * Sending starts by itself on {@link open}, on {@link deliver} and after a growing delay; the page calls `deliver` when
 * the network is back or the page is looked at again.
 */
export class Outbox extends EventTarget {
  /** Everything of the owner, drafts included, oldest first. */
  items: readonly Submission[] = [];

  /** Whether a round of sending is under way in this tab. */
  sending = false;

  private owner: string | null = null;
  private again = false;
  private readings = 0;
  private shown = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: OutboxParts) {
    super();
    if (parts.channel) parts.channel.onmessage = () => void this.refresh();
  }

  get durable(): boolean {
    return this.parts.store.durable;
  }

  /** Shows and sends the submissions of this owner from now on; null when nobody is signed in. */
  async open(owner: string | null): Promise<void> {
    this.owner = owner;
    this.failures = 0;
    await this.refresh();
    await this.forgetOldNotes();
    void this.deliver();
  }

  /** The submission with this id, if it is the owner's. */
  find(id: string): Submission | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** How many complaints of anybody at this supplier wait on this device. */
  countWaiting(supplier: string): Promise<number> {
    return this.parts.store.countWaiting(supplier);
  }

  /** The draft to go on with, or a new one that is stored with its first {@link save}. */
  draft(): Submission {
    const last = this.items.findLast(({ state }) => state === 'DRAFT');
    return last ?? newDraft(this.owner ?? '', this.parts.newId(), Date.now());
  }

  /** Keeps what was written so far, unless it was sent meanwhile (from another tab, for example). */
  async save(draft: Submission): Promise<void> {
    await this.parts.store.change(draft.id, (current) => {
      if (current && !isEditable(current)) return current;
      return isEmpty(draft) ? undefined : { ...draft, changedAt: Date.now() };
    });
    await this.changed();
  }

  /** Hands a draft over for delivery; from here on it cannot get lost. */
  async submit(draft: Submission): Promise<void> {
    await this.parts.store.change(draft.id, (current) =>
      current && !isEditable(current) ? current : toWaiting(draft, this.parts.newId, Date.now()),
    );
    await this.changed();
    this.failures = 0;
    void this.deliver();
  }

  /** Throws a draft, a refused submission or the note of a delivered one away. */
  async discard(id: string): Promise<void> {
    // As they are stored now: another tab may have added some.
    let photos: Submission['photos'] = [];
    const kept = await this.parts.store.change(id, (current) => {
      photos = current?.photos ?? [];
      return current?.state === 'WAITING' ? current : undefined;
    });
    if (!kept) await this.parts.store.deletePhotos(photos.map(({ key }) => key));
    await this.changed();
  }

  readonly photo = (key: string): Promise<ArrayBuffer | undefined> => this.parts.store.photo(key);

  async addPhoto(key: string, bytes: ArrayBuffer): Promise<void> {
    await this.parts.store.putPhoto(key, bytes);
  }

  async removePhoto(key: string): Promise<void> {
    await this.parts.store.deletePhotos([key]);
  }

  /** Tries to send now; while a round is under way, once more after it. */
  async deliver(): Promise<void> {
    clearTimeout(this.timer);
    const { owner } = this;
    if (owner === null || !this.items.some(({ state }) => state === 'WAITING')) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    this.dispatchEvent(new Event('change'));
    const problem = await this.parts.send(owner).catch((): SendProblem => 'SERVER');
    this.sending = false;
    await this.refresh();
    if (this.again) {
      this.again = false;
      return this.deliver();
    }
    this.scheduleAfter(problem);
  }

  /** Called by the sender after each step it wrote down. */
  async changed(): Promise<void> {
    this.parts.channel?.postMessage('changed');
    await this.refresh();
  }

  private scheduleAfter(problem: SendProblem): void {
    // Without a session only the buyer can help; `open` sends again after signing in.
    if (problem === 'NONE' || problem === 'SIGN_IN') {
      this.failures = 0;
      return;
    }
    this.failures += 1;
    this.timer = setTimeout(() => void this.deliver(), retryDelay(this.failures, Math.random()));
  }

  private async forgetOldNotes(): Promise<void> {
    const before = Date.now() - KEEP_DELIVERED_MS;
    const old = this.items.filter(({ state, changedAt }) => state === 'DELIVERED' && changedAt < before);
    for (const { id } of old) await this.discard(id);
  }

  private async refresh(): Promise<void> {
    const { owner } = this;
    const turn = ++this.readings;
    const items = owner === null ? [] : await this.parts.store.list(owner);
    // Meanwhile somebody else may have signed in, or a later reading been quicker.
    if (owner !== this.owner || turn < this.shown) return;
    this.shown = turn;
    this.items = items;
    this.dispatchEvent(new Event('change'));
  }
}
