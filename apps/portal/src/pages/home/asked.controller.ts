import type { ReactiveController } from 'lit';
import type { AssessmentSummary, Invitation } from '../../api/types.js';
import type { PortalPage } from '../../app/portal-page.js';

/** The questions that wait for the buyer's answer. Without them the page is as it was: that they cannot be read is not told. */
export class AskedController implements ReactiveController {
  waiting: readonly Invitation[] = [];

  assessments: readonly AssessmentSummary[] = [];

  constructor(private readonly host: PortalPage) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.load);
    void this.load();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.load);
  }

  private readonly load = async (): Promise<void> => {
    const { api } = this.host.portal;
    const [invitations, assessments] = await Promise.all([
      api.invitations().catch(() => null),
      api.assessments().catch(() => null),
    ]);
    this.waiting = invitations?.filter(({ state }) => state === 'WAITING') ?? this.waiting;
    this.assessments = assessments?.filter(({ state }) => state === 'WAITING') ?? this.assessments;
    this.host.requestUpdate();
  };
}
