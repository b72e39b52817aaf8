import type { ReactiveController } from 'lit';
import type { PortalPage } from '../../app/portal-page.js';
import { complete, faultyParts, type FormPart, refusedParts } from '../../outbox/check-fields.js';
import { isEditable, type Submission, type SubmissionFields } from '../../outbox/submission.js';

/** What is being written: kept in the outbox at every change, checked and handed over when it is sent. */
export class DraftController implements ReactiveController {
  submission!: Submission;

  /** Parts that need a correction. */
  faulty: readonly FormPart[] = [];

  /** Whether a change is not kept yet. */
  saving = false;

  /** The browser refuses to keep anything more (no room left, storage cleared under the page). */
  notKept = false;

  private discarded = false;

  constructor(private readonly host: PortalPage) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.portal.outbox.addEventListener('change', this.handleOutbox);
  }

  hostDisconnected(): void {
    this.host.portal.outbox.removeEventListener('change', this.handleOutbox);
  }

  /** Goes on with this draft or refused submission; without one, with the latest draft or a new one. */
  open(id: string | null): void {
    const { outbox } = this.host.portal;
    const resumed = id === null ? undefined : outbox.find(id);
    this.submission = resumed && isEditable(resumed) ? resumed : outbox.draft();
    this.faulty = this.submission.refusal ? refusedParts(this.submission.refusal) : [];
  }

  edit(fields: Partial<SubmissionFields>, part: FormPart): void {
    this.change({ fields: { ...this.submission.fields, ...fields } }, part);
  }

  change(change: Partial<Submission>, part: FormPart): void {
    this.submission = { ...this.submission, ...change };
    this.faulty = this.faulty.filter((each) => each !== part);
    this.host.requestUpdate();
    void this.save();
  }

  /** Hands it over to be sent; returns the first part that needs a correction before. */
  async submit(): Promise<FormPart | undefined> {
    const { fields } = this.submission;
    this.faulty = faultyParts(fields);
    this.host.requestUpdate();
    if (this.faulty.length > 0) return this.faulty[0];
    // Asks the browser not to clear what waits when the device runs short of space; a refusal changes nothing.
    void navigator.storage?.persist?.();
    await this.keep(() => this.host.portal.outbox.submit({ ...this.submission, fields: complete(fields) }));
    return undefined;
  }

  async discard(): Promise<void> {
    this.discarded = true;
    await this.host.portal.outbox.discard(this.submission.id);
  }

  /**
   * Sent, here or in another tab: from now on there is only its way to follow. Changed in another tab: going on with what
   * this one still shows would undo it.
   */
  private readonly handleOutbox = (): void => {
    const stored = this.host.portal.outbox.find(this.submission.id);
    if (stored && !isEditable(stored)) {
      this.host.portal.router.go(this.host.links.outgoing(stored.id), { replace: true });
    } else if (stored && !this.saving && stored.changedAt > this.submission.changedAt) {
      this.submission = stored;
    }
    this.host.requestUpdate();
  };

  /** At every change, not after a pause: whoever locks the phone in the middle of a word finds the word again. */
  private async save(): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    let kept: Submission;
    do {
      kept = this.submission;
      await this.keep(() => this.host.portal.outbox.save(kept));
    } while (kept !== this.submission && !this.discarded);
    this.saving = false;
    this.host.requestUpdate();
  }

  private async keep(write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.notKept = false;
    } catch {
      this.notKept = true;
    }
    this.host.requestUpdate();
  }
}
