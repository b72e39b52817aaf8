import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.js';

/** Hint and error under a control with the id `control`; the error is announced when it appears. */
export function fieldNotes(hint: string, error: string): TemplateResult {
  return html`${hint ? html`<p class="hint" id="hint" part="hint">${hint}</p>` : nothing}
    <div id="error" role="alert">
      ${error ? html`<p class="error" part="error">${icon('warning')}<span>${error}</span></p>` : nothing}
    </div>`;
}

/** The label of the control with the id `control`; `mark` says that the field may stay empty. */
export function fieldLabel(label: string, mark: string): TemplateResult {
  return html`<label for="control" part="label"
    >${label}${mark ? html`<span class="mark">${mark}</span>` : nothing}</label
  >`;
}

/** Value of `aria-describedby` for a control with notes. */
export function describedBy(hint: string): string {
  return hint ? 'hint error' : 'error';
}
