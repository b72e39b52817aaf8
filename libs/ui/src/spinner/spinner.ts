import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { spinnerStyles } from './spinner.styles.js';

/**
 * Says that something is under way.
 *
 * @tag mortise-spinner
 * @csspart ring - the moving ring
 */
@customElement('mortise-spinner')
export class MortiseSpinner extends LitElement {
  static override styles = [baseStyles, spinnerStyles];

  /** What is under way, in words; announced politely. */
  @property() label = '';

  /** Hide the words from sight, not from screen readers. */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;

  override render(): TemplateResult {
    return html`<span class="ring" part="ring" aria-hidden="true"></span>
      <span role="status" class=${this.labelHidden ? 'visually-hidden' : ''}>${this.label}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-spinner': MortiseSpinner;
  }
}
