import { ApiError, codeOf, isPassing } from '../api/api-error.js';
import type { Buyer, FileComplaintInput, FiledComplaint } from '../api/types.js';
import type { Locks } from './locks.js';
import { type SendProblem, type Submission, type SubmissionPhoto, toUploadAgain } from './submission.js';
import type { SubmissionStore } from './submission-store.js';

const LOCK = 'mortise-portal-sender';

/** What the sender needs of the API. */
export interface SenderApi {
  me(): Promise<Buyer | null>;
  uploadFile(file: {
    key: string;
    name: string;
    mediaType: string;
    bytes: ArrayBuffer;
  }): Promise<{ readonly id: string }>;
  fileComplaint(input: FileComplaintInput): Promise<FiledComplaint>;
}

/**
 * Whose submissions these are: one person acting for one company, at one supplier. Not the address, which colleagues
 * share ("quality@…"); not the name, which may be corrected while something waits.
 */
export function ownerOf({ supplier, id }: Buyer): string {
  return `${supplier.slug}/${id}`;
}

/**
 * Delivers waiting submissions exactly once: photos first, each under its own key, then the complaint under its key, and
 * every step is written down before the next. A repeated step is answered by the API with what it already has.
 */
export class Sender {
  constructor(
    private readonly store: SubmissionStore,
    private readonly api: SenderApi,
    private readonly locks: Locks,
    private readonly newKey: () => string,
    private readonly onChange: (id: string) => void,
  ) {}

  /**
   * Tries everything that waits once; waits itself while another tab is at it. Without network or session it stops at
   * once; trouble with one submission leaves it for later and goes on with the next.
   * @returns what stands in the way of what still waits, NONE when nothing does
   */
  run(owner: string): Promise<SendProblem> {
    return this.locks.request(LOCK, async () => {
      const tried = new Set<string>();
      let left: SendProblem = 'NONE';
      for (;;) {
        const next = (await this.store.list(owner)).find(({ id, state }) => state === 'WAITING' && !tried.has(id));
        if (!next) return left;
        tried.add(next.id);
        const problem = await this.deliver(next);
        if (problem === 'NETWORK' || problem === 'SIGN_IN') return problem;
        if (problem !== 'NONE') left = problem;
      }
    });
  }

  private async deliver(submission: Submission): Promise<SendProblem> {
    try {
      await this.checkSender(submission.owner);
      await this.send(submission.id);
      return 'NONE';
    } catch (error) {
      return this.failed(submission.id, error);
    }
  }

  /** Another person may have signed in since, in this tab or another: nothing is filed in a wrong name. */
  private async checkSender(owner: string): Promise<void> {
    const me = await this.api.me();
    if (!me || ownerOf(me) !== owner) throw new ApiError('UNAUTHENTICATED', 'Somebody else, or nobody, is signed in');
  }

  /** The supplier sweeps away what waited too long; the bytes are still here, so that they are sent once more. */
  private async send(id: string, again = true): Promise<void> {
    const photos = (await this.store.get(id))?.photos ?? [];
    for (const photo of photos) if (photo.fileId === null) await this.upload(id, photo);
    try {
      await this.file(id);
    } catch (error) {
      if (!again || photos.length === 0 || codeOf(error) !== 'FILE_NOT_FOUND') throw error;
      await this.update(id, (current) => ({ ...current, photos: toUploadAgain(current.photos, this.newKey) }));
      await this.send(id, false);
    }
  }

  private async upload(id: string, photo: SubmissionPhoto): Promise<void> {
    const bytes = await this.store.photo(photo.key);
    if (!bytes) throw new ApiError('PHOTO_LOST', `${photo.name} is no longer on this device`, [photoReason]);
    const { uploadKey = photo.key, name, mediaType } = photo;
    const { id: fileId } = await this.api.uploadFile({ key: uploadKey, name, mediaType, bytes });
    await this.update(id, (current) => ({
      ...current,
      photos: current.photos.map((each) => (each.key === photo.key ? { ...each, fileId } : each)),
    }));
  }

  private async file(id: string): Promise<void> {
    const submission = await this.store.get(id);
    if (!submission) return;
    const { id: complaintId, number } = await this.api.fileComplaint(toInput(submission));
    await this.update(id, (current) => ({
      ...current,
      state: 'DELIVERED',
      delivered: { complaintId, number },
      problem: 'NONE',
    }));
    await this.store.deletePhotos(submission.photos.map(({ key }) => key));
  }

  private async failed(id: string, error: unknown): Promise<SendProblem> {
    const code = codeOf(error);
    if (code === 'UNAUTHENTICATED' || isPassing(error)) {
      const problem = code === 'UNAUTHENTICATED' ? 'SIGN_IN' : code === 'NETWORK' ? 'NETWORK' : 'SERVER';
      await this.update(id, (current) => ({ ...current, problem, attempts: current.attempts + 1 }));
      return problem;
    }
    const reasons = error instanceof ApiError ? error.reasons : [];
    await this.update(id, (current) => ({ ...current, state: 'REFUSED', problem: 'NONE', refusal: { code, reasons } }));
    return 'NONE';
  }

  /** Only while it waits: without locks another tab may have delivered it meanwhile, and that stands. */
  private async update(id: string, change: (current: Submission) => Submission): Promise<void> {
    await this.store.change(id, (current) => (current?.state === 'WAITING' ? change(current) : current));
    this.onChange(id);
  }
}

const photoReason = { path: ['input', 'photos'], code: 'PHOTO_LOST' };

function toInput({ idempotencyKey, fields, photos }: Submission): FileComplaintInput {
  return {
    idempotencyKey,
    subject: fields.subject.trim(),
    description: fields.description.trim(),
    orderLineId: fields.orderLine?.id ?? null,
    lot: fields.lot.trim() || null,
    quantity: fields.quantity.trim() || null,
    unit: fields.unit.trim() || null,
    fileIds: photos.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
  };
}
