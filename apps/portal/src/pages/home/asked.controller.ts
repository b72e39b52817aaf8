import type { ReactiveController } from 'lit';
import type { Invitation } from '../../api/types.js';
import type { PortalPage } from '../../app/portal-page.js';

/** The questions that wait for the buyer's answer. Without them the page is as it was: that they cannot be read is not told. */
export class AskedController implements ReactiveController {
  waiting: readonly Invitation[] = [];

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
    const invitations = await this.host.portal.api.invitations().catch(() => null);
    if (invitations === null) return;
    this.waiting = invitations.filter(({ state }) => state === 'WAITING');
    this.host.requestUpdate();
  };
}
