import { css } from 'lit';

/** Questions answered by choosing one card of several, and the mark that says it is done. */
export const choiceStyles = css`
  fieldset {
    display: grid;
    gap: 0.75rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: 0.75rem;
    padding: 0;
    font-weight: 620;
  }

  .choice {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.875rem;
    align-items: center;
    min-height: 3.5rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--mortise-line-strong);
    border-radius: var(--mortise-radius);
    cursor: pointer;
    transition:
      background var(--mortise-duration),
      border-color var(--mortise-duration);
  }

  .choice:hover {
    border-color: var(--mortise-accent);
  }

  .choice:has(input:checked) {
    border-color: var(--mortise-accent);
    background: var(--mortise-accent-soft);
    box-shadow: inset 0 0 0 1px var(--mortise-accent);
  }

  .choice:has(input:focus-visible) {
    outline: 3px solid var(--mortise-focus);
    outline-offset: 2px;
  }

  /* The control is the whole card; what it looks like is drawn beside it. */
  .choice input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    appearance: none;
    cursor: pointer;
  }

  .choice input:focus-visible {
    outline: none;
  }

  .dot {
    width: 1.25rem;
    height: 1.25rem;
    border: 2px solid var(--mortise-line-strong);
    border-radius: 50%;
    background: var(--mortise-surface);
  }

  .choice input:checked ~ .dot {
    border: 0.4rem solid var(--mortise-accent);
  }

  .choice strong {
    font-weight: 620;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .choice .hint {
    grid-column: 2;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    line-height: 1.45;
  }

  .mark {
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: 50%;
    background: var(--mortise-success-soft);
    color: var(--mortise-success);
  }

  .mark svg {
    width: 1.75rem;
    height: 1.75rem;
  }
`;
