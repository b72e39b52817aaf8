import { msg, str } from '@lit/localize';
import type { Picture } from '@mortise/ui';
import type { ReactiveController } from 'lit';
import { randomId } from '../../app/random-id.js';
import type { PortalPage } from '../../app/portal-page.js';
import { LIMITS } from '../../outbox/check-fields.js';
import type { SubmissionPhoto } from '../../outbox/submission.js';
import { PhotoUnreadable, preparePhoto } from '../../photos/prepare-photo.js';
import type { DraftController } from './draft.controller.js';

/** The photos of a draft: made small, kept in the outbox, shown as thumbnails. */
export class DraftPhotosController implements ReactiveController {
  /** What went wrong with the photos added last. */
  error = '';

  private readonly urls = new Map<string, string>();
  private adding: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly host: PortalPage,
    private readonly draft: DraftController,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }

  /** Thumbnails of those photos whose bytes have been read already. */
  pictures(photos: readonly SubmissionPhoto[]): Picture[] {
    return photos.flatMap(({ key, name }) => {
      const url = this.urls.get(key);
      return url ? [{ key, name, url }] : [];
    });
  }

  /** Reads the bytes of the photos of a resumed draft. */
  async load(photos: readonly SubmissionPhoto[]): Promise<void> {
    for (const photo of photos) {
      const bytes = this.urls.has(photo.key) ? undefined : await this.host.portal.outbox.photo(photo.key);
      // A photo whose bytes are gone still shows, so that it can be removed.
      if (!this.urls.has(photo.key)) this.show(photo.key, bytes ?? new ArrayBuffer(0), photo.mediaType);
    }
  }

  /** Adds photos to the draft, one after the other, as far as there is room. */
  addAll(files: readonly File[]): void {
    this.error = '';
    this.waiting += 1;
    this.adding = this.adding.then(async () => {
      for (const file of files) await this.add(file);
      this.waiting -= 1;
      this.host.requestUpdate();
    });
  }

  /** Waits for the photos that are still being made small. @returns false when one of them could not be added */
  async ready(): Promise<boolean> {
    if (this.waiting === 0) return true;
    await this.adding;
    return this.error === '';
  }

  async remove(key: string): Promise<void> {
    this.error = '';
    this.draft.change({ photos: this.draft.submission.photos.filter((photo) => photo.key !== key) }, 'photos');
    URL.revokeObjectURL(this.urls.get(key) ?? '');
    this.urls.delete(key);
    await this.host.portal.outbox.removePhoto(key);
  }

  private async add(file: File): Promise<void> {
    if (this.draft.submission.photos.length >= LIMITS.photos) {
      this.error = msg(str`At most ${LIMITS.photos} photos are possible; the others were left out.`, {
        id: 'photo-too-many',
      });
      return;
    }
    try {
      const photo = await this.keep(file);
      this.draft.change({ photos: [...this.draft.submission.photos, photo] }, 'photos');
    } catch (error) {
      this.error =
        error instanceof PhotoUnreadable
          ? msg(str`${file.name} cannot be read as a picture. Take JPEG, PNG or WebP.`, { id: 'photo-unreadable' })
          : msg('This device has no room left for the photo.', { id: 'photo-no-room' });
    }
  }

  /**
   * Makes a photo small and keeps it.
   * @throws PhotoUnreadable, or what the browser throws when its storage is full
   */
  private async keep(file: File): Promise<SubmissionPhoto> {
    const { name, mediaType, bytes } = await preparePhoto(file);
    const key = randomId();
    await this.host.portal.outbox.addPhoto(key, bytes);
    this.show(key, bytes, mediaType);
    return { key, name, mediaType, bytes: bytes.byteLength, fileId: null };
  }

  private show(key: string, bytes: ArrayBuffer, type: string): void {
    this.urls.set(key, URL.createObjectURL(new Blob([bytes], { type })));
    this.host.requestUpdate();
  }
}
