import type { Picture } from '@mortise/ui';
import type { ReactiveController } from 'lit';
import { randomId } from '../../app/random-id.js';
import type { PortalPage } from '../../app/portal-page.js';
import type { SubmissionPhoto } from '../../outbox/submission.js';
import { preparePhoto } from '../../photos/prepare-photo.js';

/** The photos of a draft: made small, kept in the outbox, shown as thumbnails. */
export class DraftPhotosController implements ReactiveController {
  private readonly urls = new Map<string, string>();

  constructor(private readonly host: PortalPage) {
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

  /**
   * Makes a photo small and keeps it.
   * @throws PhotoUnreadable, or what the browser throws when its storage is full
   */
  async add(file: File): Promise<SubmissionPhoto> {
    const { name, mediaType, bytes } = await preparePhoto(file);
    const key = randomId();
    await this.host.portal.outbox.addPhoto(key, bytes);
    this.show(key, bytes, mediaType);
    return { key, name, mediaType, bytes: bytes.byteLength, fileId: null };
  }

  async remove(key: string): Promise<void> {
    URL.revokeObjectURL(this.urls.get(key) ?? '');
    this.urls.delete(key);
    await this.host.portal.outbox.removePhoto(key);
  }

  private show(key: string, bytes: ArrayBuffer, type: string): void {
    this.urls.set(key, URL.createObjectURL(new Blob([bytes], { type })));
    this.host.requestUpdate();
  }
}
