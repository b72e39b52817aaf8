import { msg } from '@lit/localize';
import { baseStyles } from '@mortise/ui';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';

/**
 * The address without a supplier: says where the right one comes from.
 *
 * @tag portal-welcome-page
 */
@customElement('portal-welcome-page')
export class PortalWelcomePage extends PortalPage {
  static override styles = [baseStyles, pageStyles];

  get heading(): string {
    return msg('Your supplier’s portal', { id: 'welcome-heading' });
  }

  override render(): TemplateResult {
    return html`<div class="narrow">
      <mortise-page-header heading=${this.heading}></mortise-page-header>
      <div class="card stack">
        <p>
          ${msg(
            'Each supplier has a portal of its own here. To get to yours, open the link in your supplier’s invitation.',
            {
              id: 'welcome-text',
            },
          )}
        </p>
        <p class="quiet">
          ${msg('No invitation? Ask your contact at the supplier to send you one.', { id: 'welcome-hint' })}
        </p>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-welcome-page': PortalWelcomePage;
  }
}
