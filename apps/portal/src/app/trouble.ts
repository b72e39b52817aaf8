import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { errorText } from '../i18n/error-text.js';

/** Says that something cannot be shown, and why, and lets one try again. */
export function trouble(heading: string, code: string, handleRetry: () => unknown): TemplateResult {
  return html`<mortise-notice variant="warning" heading=${heading}>
    ${errorText(code)}
    <mortise-button slot="actions" @click=${handleRetry}>${msg('Try again', { id: 'try-again' })}</mortise-button>
  </mortise-notice>`;
}
