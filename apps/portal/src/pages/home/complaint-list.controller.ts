import type { ReactiveController } from 'lit';
import { codeOf } from '../../api/api-error.js';
import { watchComplaints } from '../../api/complaint-events.js';
import type { ComplaintPage, ComplaintSummary } from '../../api/types.js';
import type { PortalPage } from '../../app/portal-page.js';

/** The buyer's complaints, page by page, kept up to date while they are shown. */
export class ComplaintListController implements ReactiveController {
  /** What is known so far, newest first; null before the first answer. */
  complaints: readonly ComplaintSummary[] | null = null;
  total = 0;
  /** Whether the supplier has more. */
  more = false;
  loading = false;
  /** Code of what went wrong last; empty when all is well. */
  code = '';

  private cursor: string | null = null;
  private stop: (() => void) | undefined;
  private delivered = 0;

  constructor(private readonly host: PortalPage) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = watchComplaints(this.reload);
    this.host.portal.outbox.addEventListener('change', this.handleOutbox);
    addEventListener('online', this.reload);
    void this.reload();
  }

  hostDisconnected(): void {
    this.stop?.();
    this.host.portal.outbox.removeEventListener('change', this.handleOutbox);
    removeEventListener('online', this.reload);
  }

  readonly reload = (): Promise<void> =>
    this.load(null, (page) => {
      const fresh = new Set(page.nodes.map(({ id }) => id));
      const rest = (this.complaints ?? []).filter(({ id }) => !fresh.has(id));
      // Pages that were added below stay; only their first part is read anew.
      const keepRest = rest.length > 0 && this.cursor !== null && page.pageInfo.hasNextPage;
      this.complaints = keepRest ? [...page.nodes, ...rest] : page.nodes;
      if (!keepRest) this.turnTo(page);
    });

  readonly loadMore = (): Promise<void> =>
    this.load(this.cursor, (page) => {
      this.complaints = [...(this.complaints ?? []), ...page.nodes];
      this.turnTo(page);
    });

  /** A complaint that has just been delivered belongs on the list at once. */
  private readonly handleOutbox = (): void => {
    const delivered = this.host.portal.outbox.items.filter(({ state }) => state === 'DELIVERED').length;
    if (delivered > this.delivered) void this.reload();
    this.delivered = delivered;
  };

  private async load(after: string | null, take: (page: ComplaintPage) => void): Promise<void> {
    this.loading = true;
    this.host.requestUpdate();
    try {
      const page = await this.host.portal.api.complaints(after);
      this.total = page.totalCount;
      this.code = '';
      take(page);
    } catch (error) {
      this.code = codeOf(error);
      if (this.code === 'UNAUTHENTICATED') this.host.portal.session.expired();
    } finally {
      this.loading = false;
      this.host.requestUpdate();
    }
  }

  private turnTo({ pageInfo }: ComplaintPage): void {
    this.more = pageInfo.hasNextPage;
    this.cursor = pageInfo.endCursor;
  }
}
