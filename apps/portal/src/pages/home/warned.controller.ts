import type { ReactiveController } from 'lit';
import type { AdvisoryOverview } from '../../api/types.js';
import type { PortalPage } from '../../app/portal-page.js';
import { currentLocale } from '../../i18n/localization.js';

/** The advisories the buyer has not read. Without them the page is as it was: that they cannot be read is not told. */
export class WarnedController implements ReactiveController {
  overview: AdvisoryOverview = { unread: [], total: 0 };

  /** The language in which they were asked for last. */
  private locale = '';

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

  hostUpdate(): void {
    if (this.locale !== currentLocale()) void this.load();
  }

  private readonly load = async (): Promise<void> => {
    const locale = currentLocale();
    this.locale = locale;
    const overview = await this.host.portal.api.advisoryOverview(locale).catch(() => null);
    if (overview === null || locale !== this.locale) return;
    this.overview = overview;
    this.host.requestUpdate();
  };
}
