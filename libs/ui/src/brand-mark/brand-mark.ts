import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { brandMarkStyles } from './brand-mark.styles.js';

/**
 * The mark of Mortise: a tenon on its way into its mortise. Decoration only.
 *
 * @tag mortise-brand-mark
 */
@customElement('mortise-brand-mark')
export class MortiseBrandMark extends LitElement {
  static override styles = [baseStyles, brandMarkStyles];

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path d="M4 4h11v7H9.5v10H15v7H4z" />
      <path class="tenon" d="M28 4H17v9h-5.5v6H17v9h11z" />
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-brand-mark': MortiseBrandMark;
  }
}
