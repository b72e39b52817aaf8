import { css } from 'lit';

/** Label, control, hint and error of a form field; shared so that every field looks and reads the same. */
export const fieldStyles = css`
  :host {
    display: block;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.5 var(--mortise-font);
  }

  label,
  .label {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: baseline;
    margin-block-end: 0.375rem;
    font-weight: 600;
  }

  .mark {
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    font-weight: 400;
  }

  .control {
    display: block;
    width: 100%;
    min-height: var(--mortise-target);
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--mortise-line-strong);
    border-radius: var(--mortise-radius);
    background: var(--mortise-surface);
    color: inherit;
    font: inherit;
    transition: border-color var(--mortise-duration);
  }

  .control:hover {
    border-color: var(--mortise-ink-soft);
  }

  .control:focus-visible {
    outline-offset: -1px;
    border-color: var(--mortise-focus);
  }

  .control::placeholder {
    color: var(--mortise-ink-soft);
    opacity: 1;
  }

  .control[aria-invalid='true'] {
    border-color: var(--mortise-danger);
    box-shadow: inset 0 0 0 1px var(--mortise-danger);
  }

  .hint,
  .error {
    margin: 0.375rem 0 0;
    font-size: var(--mortise-text-small);
  }

  .hint {
    color: var(--mortise-ink-soft);
  }

  .error {
    display: flex;
    gap: 0.375rem;
    color: var(--mortise-danger);
    font-weight: 600;
  }

  .error svg {
    flex: none;
    width: 1rem;
    height: 1.3125rem;
  }
`;
