import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import '../button/button.js';
import { copyValueStyles } from './copy-value.styles.js';

/**
 * A value that people pass on, big and with a button that copies it. Where the browser gives no clipboard (plain HTTP),
 * the button selects the value instead.
 *
 * @tag mortise-copy-value
 * @csspart value
 */
@customElement('mortise-copy-value')
export class MortiseCopyValue extends LitElement {
  static override styles = [baseStyles, copyValueStyles];

  @property() value = '';

  @property({ attribute: 'copy-label' }) copyLabel = '';

  @property({ attribute: 'copied-label' }) copiedLabel = '';

  @state() private copied = false;

  @query('output') private readonly output!: HTMLElement;

  private readonly handleCopy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.value);
      this.copied = true;
    } catch {
      getSelection()?.selectAllChildren(this.output);
    }
  };

  override render(): TemplateResult {
    return html`<div class="box">
      <output part="value">${this.value}</output>
      <mortise-button variant="quiet" @click=${this.handleCopy}>
        ${icon(this.copied ? 'check' : 'copy')} ${this.copied ? this.copiedLabel : this.copyLabel}
      </mortise-button>
      <span class="visually-hidden" role="status">${this.copied ? this.copiedLabel : ''}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-copy-value': MortiseCopyValue;
  }
}
