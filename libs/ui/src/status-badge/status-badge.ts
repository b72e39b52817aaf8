import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { statusBadgeStyles } from './status-badge.styles.js';

export type StatusTone = 'active' | 'neutral' | 'success' | 'warning' | 'danger';

/**
 * A state in one or two words. The words say it all; the colour only helps.
 *
 * @tag mortise-status-badge
 * @slot - the words
 * @csspart badge
 */
@customElement('mortise-status-badge')
export class MortiseStatusBadge extends LitElement {
  static override styles = [baseStyles, statusBadgeStyles];

  @property() tone: StatusTone = 'active';

  override render(): TemplateResult {
    return html`<span class="badge ${this.tone}" part="badge"><slot></slot></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-status-badge': MortiseStatusBadge;
  }
}
