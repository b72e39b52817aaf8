import { msg } from '@lit/localize';
import { baseStyles } from '@mortise/ui';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';

/**
 * An address that leads nowhere; without `supplier`, the supplier itself is unknown.
 *
 * @tag portal-not-found-page
 */
@customElement('portal-not-found-page')
export class PortalNotFoundPage extends PortalPage {
  static override styles = [baseStyles, pageStyles];

  get heading(): string {
    return msg('This page does not exist', { id: 'not-found-heading' });
  }

  override render(): TemplateResult {
    return html`<div class="narrow">
      <mortise-page-header heading=${this.heading}></mortise-page-header>
      <div class="card stack">
        <p>
          ${
            this.supplier
              ? msg('The address may be mistyped, or what was here is gone.', { id: 'not-found-text' })
              : msg('There is no supplier at this address. Check the link in your invitation.', {
                  id: 'not-found-supplier',
                })
          }
        </p>
        ${
          this.supplier
            ? html`<div class="buttons">
                <mortise-button variant="primary" href=${this.links.home}>
                  ${msg('To your complaints', { id: 'to-complaints' })}
                </mortise-button>
              </div>`
            : ''
        }
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-not-found-page': PortalNotFoundPage;
  }
}
