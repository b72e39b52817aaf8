import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import { icon } from '../shared/icons.js';
import { statusStepsStyles } from './status-steps.styles.js';

export interface StatusStep {
  readonly label: string;
  readonly state: 'done' | 'current' | 'upcoming';
  /** A second, quieter line, for example when the step was reached. */
  readonly detail?: string;
}

/**
 * The steps of a workflow and how far it has come: a row where there is room, else a column.
 *
 * @tag mortise-status-steps
 * @csspart step
 */
@customElement('mortise-status-steps')
export class MortiseStatusSteps extends LitElement {
  static override styles = [baseStyles, statusStepsStyles];

  /** Name of the list. */
  @property() label = '';

  /** Read before a step that is done. */
  @property({ attribute: 'done-label' }) doneLabel = '';

  @property({ attribute: false }) steps: readonly StatusStep[] = [];

  override render(): TemplateResult {
    return html`<ol aria-label=${this.label}>
      ${this.steps.map((step, index) => this.renderStep(step, index))}
    </ol>`;
  }

  private renderStep({ label, state, detail }: StatusStep, index: number): TemplateResult {
    const done = state === 'done';
    return html`<li class=${state} part="step" aria-current=${state === 'current' ? 'step' : nothing}>
      <span class="mark" aria-hidden="true">${done ? icon('check') : index + 1}</span>
      <span class="text"
        >${done ? html`<span class="visually-hidden">${this.doneLabel} </span>` : nothing}${label}${
          detail ? html`<span class="detail">${detail}</span>` : nothing
        }</span
      >
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-status-steps': MortiseStatusSteps;
  }
}
