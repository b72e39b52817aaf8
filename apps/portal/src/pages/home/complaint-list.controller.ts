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
  /** Readings of the first page are numbered, so that a slow one does not undo a later one. */
  private asked = 0;
  private shown = 0;
  /** Complaints delivered from here before the first page was read last: the list has them, perhaps further down. */
  private covered: ReadonlySet<string> = new Set();
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

  /** Whether the supplier's list has this complaint, so that it needs no place of its own. */
  has(complaintId: string): boolean {
    return this.covered.has(complaintId) || (this.complaints ?? []).some(({ id }) => id === complaintId);
  }

  readonly reload = (): Promise<void> => {
    const turn = ++this.asked;
    const delivered = this.deliveredHere();
    return this.load(null, (page) => {
      if (turn < this.shown) return;
      this.shown = turn;
      this.covered = new Set(delivered);
      const fresh = new Set(page.nodes.map(({ id }) => id));
      const rest = (this.complaints ?? []).filter(({ id }) => !fresh.has(id));
      // Pages that were added below stay; only their first part is read anew.
      const keepRest = rest.length > 0 && this.cursor !== null && page.pageInfo.hasNextPage;
      this.complaints = keepRest ? [...page.nodes, ...rest] : page.nodes;
      if (!keepRest) this.turnTo(page);
    });
  };

  readonly loadMore = (): Promise<void> =>
    this.load(this.cursor, (page) => {
      this.complaints = [...(this.complaints ?? []), ...page.nodes];
      this.turnTo(page);
    });

  /** A complaint that has just been delivered belongs on the list at once. */
  private readonly handleOutbox = (): void => {
    const delivered = this.deliveredHere().length;
    if (delivered > this.delivered) void this.reload();
    this.delivered = delivered;
  };

  private deliveredHere(): string[] {
    return this.host.portal.outbox.items.flatMap(({ delivered }) => (delivered ? [delivered.complaintId] : []));
  }

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
