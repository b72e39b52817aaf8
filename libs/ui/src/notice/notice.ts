import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { noticeStyles } from './notice.styles.js';

export type NoticeVariant = 'info' | 'success' | 'warning' | 'danger';

const ICONS: Readonly<Record<NoticeVariant, IconName>> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'warning',
};

/**
 * Something the user should know, with what to do about it. `danger` interrupts a screen reader, the others wait.
 *
 * @tag mortise-notice
 * @slot - one or two sentences
 * @slot actions - buttons
 * @csspart notice
 */
@customElement('mortise-notice')
export class MortiseNotice extends LitElement {
  static override styles = [baseStyles, noticeStyles];

  @property() variant: NoticeVariant = 'info';

  @property() heading = '';

  override render(): TemplateResult {
    return html`<div
      class="notice ${this.variant}"
      part="notice"
      role=${this.variant === 'danger' ? 'alert' : 'status'}
    >
      ${icon(ICONS[this.variant])}
      <div class="body">
        ${this.heading ? html`<p class="heading">${this.heading}</p>` : nothing}
        <slot></slot>
      </div>
      <div class="actions"><slot name="actions"></slot></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-notice': MortiseNotice;
  }
}
