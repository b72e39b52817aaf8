import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { pageHeaderStyles } from './page-header.styles.js';

/**
 * The heading of a page, with a way back above and actions beside it.
 *
 * @tag mortise-page-header
 * @slot - one line under the heading
 * @slot actions - buttons beside the heading
 * @csspart heading
 */
@customElement('mortise-page-header')
export class MortisePageHeader extends LitElement {
  static override styles = [baseStyles, pageHeaderStyles];

  @property() heading = '';

  /** Where the link above the heading leads; no link without it. */
  @property({ attribute: 'back-href' }) backHref = '';

  @property({ attribute: 'back-label' }) backLabel = '';

  @query('h1') private readonly headingElement!: HTMLElement;

  /** Moves the focus to the heading, as after a change of page. */
  override focus(options?: FocusOptions): void {
    this.headingElement.focus(options);
  }

  override render(): TemplateResult {
    return html`${
        this.backHref ? html`<a class="back" href=${this.backHref}>${icon('arrowLeft')}${this.backLabel}</a>` : nothing
      }
      <div class="row">
        <h1 part="heading" tabindex="-1">${this.heading}</h1>
        <slot name="actions"></slot>
      </div>
      <slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-page-header': MortisePageHeader;
  }
}
