import { msg, str } from '@lit/localize';
import { baseStyles, icon } from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Assessment, AssessmentItem } from '../../api/types.js';
import { choiceStyles } from '../../app/choice.styles.js';
import { ErrandPage } from '../../app/errand-page.js';
import { pageStyles } from '../../app/page.styles.js';
import { trouble } from '../../app/trouble.js';
import { errorText } from '../../i18n/error-text.js';
import { calendarDay } from '../../i18n/formats.js';
import { currentLocale } from '../../i18n/localization.js';
import { browserMemory } from '../../session/browser-memory.js';
import {
  answersOf,
  type AssessmentDraft,
  type DraftAnswer,
  forgetDraft,
  keepDraft,
  missingIn,
  readDraft,
  TOP_ANSWER,
} from './assessment-draft.js';
import { assessmentPageStyles } from './assessment-page.styles.js';

/** As the API allows. */
const EVIDENCE_LENGTH = 2_000;

/**
 * Asks the buyer how she or he sees the relationship: question by question what comes closest, an example for the best
 * answer, "cannot say" where that is so. What was chosen stays on this device until it is handed in as a whole.
 *
 * @tag portal-assessment-page
 */
@customElement('portal-assessment-page')
export class PortalAssessmentPage extends ErrandPage {
  static override styles = [baseStyles, pageStyles, choiceStyles, assessmentPageStyles];

  @property({ attribute: false }) assessmentId = '';

  // Handed in elsewhere meanwhile, too late, or called off.
  protected readonly overtaken = new Set(['ALREADY_SUBMITTED', 'DEADLINE_PASSED', 'NOT_IN_THIS_STEP', 'NOT_FOUND']);

  /** Undefined before the first answer; null when there is nothing to assess for this person. */
  @state() private assessment: Assessment | null | undefined;

  @state() private draft: AssessmentDraft = {};

  /** What was still missing when it was to be handed in. */
  @state() private missing: ReturnType<typeof missingIn> = null;

  /** What the questions were last asked for, and in which language. */
  private asked = '';

  get heading(): string {
    const { assessment } = this;
    if (assessment === null) return msg('There is nothing to answer here', { id: 'assess-none' });
    switch (assessment?.state) {
      case 'ANSWERED':
        return msg('Thank you', { id: 'speak-thanks' });
      case 'CLOSED':
        return msg('The time to answer is over', { id: 'assess-closed' });
      default:
        return msg('How do you see working together?', { id: 'assess-heading' });
    }
  }

  protected get settled(): boolean {
    return Boolean(this.assessment);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('assessmentId')) {
      this.assessment = undefined;
      this.draft = readDraft(browserMemory, this.buyerId, this.assessmentId);
    }
    // The questions come in the language of the page, also when it changes.
    const asked = `${currentLocale()} ${this.assessmentId}`;
    if (asked === this.asked) return;
    this.asked = asked;
    void this.load();
  }

  protected async load(): Promise<void> {
    const { asked, assessmentId: id } = this;
    try {
      const assessment = await this.portal.api.assessment(id, currentLocale());
      if (asked !== this.asked) return;
      this.assessment = assessment;
      this.code = '';
    } catch (error) {
      if (asked === this.asked) this.fail(error);
    }
  }

  private readonly handleSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { assessment } = this;
    if (this.busy || !assessment) return;
    this.missing = missingIn(assessment.items, this.draft);
    if (this.missing) return this.focusMissing(this.missing);
    await this.deliver(async () => {
      const answers = answersOf(assessment.items, this.draft);
      const { state } = await this.portal.api.answerAssessment(assessment.id, answers);
      this.assessment = { ...assessment, state };
    });
  };

  private async focusMissing({ code, what }: NonNullable<typeof this.missing>): Promise<void> {
    await this.updateComplete;
    const question = this.renderRoot.querySelector(`#item-${CSS.escape(code)}`);
    question?.querySelector<HTMLElement>(what === 'CHOICE' ? 'input' : 'mortise-text-field')?.focus();
  }

  private keep(code: string, change: Partial<DraftAnswer>): void {
    const before = this.draft[code] ?? { answer: null, evidence: '' };
    if (this.missing?.code === code) this.missing = null;
    this.draft = { ...this.draft, [code]: { ...before, ...change } };
    keepDraft(browserMemory, this.buyerId, this.assessmentId, this.draft);
  }

  protected forget(): void {
    this.draft = {};
    forgetDraft(browserMemory, this.buyerId, this.assessmentId);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      ></mortise-page-header>
      ${this.renderState()}
    </div>`;
  }

  private renderState(): TemplateResult {
    const { assessment } = this;
    if (assessment === undefined) return this.renderUnknown();
    if (assessment === null) {
      return this.renderEnd(
        msg('It was called off, or it was meant for somebody else at your company.', { id: 'assess-none-text' }),
      );
    }
    switch (assessment.state) {
      case 'WAITING':
        return this.renderForm(assessment);
      case 'ANSWERED':
        return this.renderEnd(
          msg('Your answers have arrived. We talk about them with you once both sides have answered.', {
            id: 'assess-thanks-text',
          }),
          html`<div class="mark">${icon('check')}</div>`,
        );
      case 'CLOSED':
        return this.renderEnd(
          msg(str`Answers were taken until ${calendarDay(assessment.deadline)}. We ask again in some months.`, {
            id: 'assess-closed-text',
          }),
        );
    }
  }

  private renderEnd(text: string, mark: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="card stack">
      ${mark}
      <p>${text}</p>
      <div class="buttons">
        <mortise-button href=${this.links.home}>${msg('To your complaints', { id: 'to-complaints' })}</mortise-button>
      </div>
    </div>`;
  }

  private renderUnknown(): TemplateResult {
    return this.code
      ? trouble(msg('The questions cannot be shown right now', { id: 'assess-error' }), this.code, this.handleRetry)
      : html`<mortise-spinner label=${msg('Loading the questions', { id: 'assess-loading' })}></mortise-spinner>`;
  }

  private renderForm({ items, deadline, requiredAnswers }: Assessment): TemplateResult {
    const supplier = this.supplier?.name ?? '';
    const chosen = items.filter(({ code }) => this.draft[code] !== undefined);
    const unsaid = chosen.filter(({ code }) => this.draft[code]?.answer === null).length;
    return html`<form class="stack" novalidate aria-busy=${this.busy} @submit=${this.handleSubmit}>
      <div class="stack intro">
        <p>
          ${msg(
            str`${supplier} answers the same questions. Nobody sees any answers before both sides have answered, or before ${calendarDay(deadline)} is over. Then the two companies read them together, with your name.`,
            { id: 'assess-intro' },
          )}
        </p>
      </div>
      <div class="progress">
        <label for="progress"
          >${msg(str`${chosen.length} of ${items.length} answered`, { id: 'assess-progress' })}</label
        >
        <progress id="progress" max=${items.length} .value=${chosen.length}></progress>
      </div>
      ${repeat(
        items,
        ({ code }) => code,
        (item, index) => this.renderItem(item, index, items.length),
      )}
      ${
        items.length - unsaid < requiredAnswers
          ? html`<mortise-notice>
              ${msg(
                str`With fewer than ${requiredAnswers} answers, your view is read, but not counted in the figures.`,
                {
                  id: 'assess-few',
                },
              )}
            </mortise-notice>`
          : nothing
      }
      ${this.code ? html`<mortise-notice variant="danger">${errorText(this.code)}</mortise-notice>` : nothing}
      <mortise-button
        variant="primary"
        type="submit"
        wide
        ?busy=${this.busy}
        busy-label=${msg('Sending', { id: 'sending' })}
      >
        ${msg('Hand in', { id: 'assess-send' })}
      </mortise-button>
    </form>`;
  }

  private renderItem({ code, question, anchors }: AssessmentItem, index: number, count: number): TemplateResult {
    const given = this.draft[code];
    const missing = this.missing?.code === code ? this.missing.what : null;
    // A legend stands on its fieldset's border, so the card is drawn around both.
    return html`<div class="card">
      <fieldset id="item-${code}">
        <legend>
          <span class="ordinal">${msg(str`Question ${index + 1} of ${count}`, { id: 'assess-ordinal' })}</span>
          ${question}
        </legend>
        ${anchors.map((anchor, at) => this.renderChoice(code, at + 1, anchor))}
        ${this.renderChoice(code, null, msg('Cannot say', { id: 'assess-cannot-say' }))}
        ${
          missing === 'CHOICE'
            ? html`<mortise-notice variant="danger">
                ${msg('Choose what comes closest, or “Cannot say”.', { id: 'assess-choose' })}
              </mortise-notice>`
            : nothing
        }
        ${
          given?.answer === TOP_ANSWER
            ? html`<mortise-text-field
                multiline
                required
                label=${msg('What shows this? Give an example.', { id: 'assess-evidence' })}
                maxlength=${EVIDENCE_LENGTH}
                .value=${given.evidence}
                error=${missing === 'EVIDENCE' ? msg('The highest answer needs an example.', { id: 'assess-evidence-missing' }) : ''}
                @input=${(event: Event) => this.keep(code, { evidence: (event.target as HTMLTextAreaElement).value })}
              ></mortise-text-field>`
            : nothing
        }
      </fieldset>
    </div>`;
  }

  private renderChoice(code: string, answer: number | null, words: string): TemplateResult {
    const given = this.draft[code];
    return html`<label class="choice ${answer === null ? 'none' : ''}">
      <input
        type="radio"
        name=${code}
        .checked=${given !== undefined && given.answer === answer}
        @change=${() => this.keep(code, { answer })}
      />
      <span class="dot"></span>
      <span class="words">${words}</span>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-assessment-page': PortalAssessmentPage;
  }
}
