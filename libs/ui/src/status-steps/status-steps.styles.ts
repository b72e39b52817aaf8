import { css } from 'lit';

export const statusStepsStyles = css`
  :host {
    display: block;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.4 var(--mortise-font);
    container-type: inline-size;
  }

  ol {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    position: relative;
    display: grid;
    grid-template-columns: 1.75rem 1fr;
    gap: 0 0.75rem;
    padding-block-end: 1.25rem;
  }

  li:last-child {
    padding-block-end: 0;
  }

  /* The joint between one step and the next. */
  li:not(:last-child)::before {
    position: absolute;
    inset-block: 1.75rem 0;
    inset-inline-start: calc(0.875rem - 1px);
    width: 2px;
    background: var(--mortise-line);
    content: '';
  }

  li.done:not(:last-child)::before {
    background: var(--mortise-accent);
  }

  .mark {
    display: grid;
    place-items: center;
    width: 1.75rem;
    height: 1.75rem;
    border: 2px solid var(--mortise-line-strong);
    border-radius: 50%;
    background: var(--mortise-surface);
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    font-weight: 600;
  }

  .mark svg {
    width: 1.125rem;
    height: 1.125rem;
    stroke-width: 2.5;
  }

  .done .mark {
    border-color: var(--mortise-accent);
    background: var(--mortise-accent);
    color: var(--mortise-on-accent);
  }

  .current .mark {
    border-color: var(--mortise-accent);
    box-shadow: 0 0 0 4px var(--mortise-accent-soft);
    color: var(--mortise-accent);
  }

  .text {
    min-width: 0;
    padding-block-start: 0.1875rem;
    color: var(--mortise-ink-soft);
    overflow-wrap: anywhere;
  }

  .done .text {
    color: var(--mortise-ink);
  }

  .current .text {
    color: var(--mortise-ink);
    font-weight: 650;
  }

  .detail {
    display: block;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    font-weight: 400;
  }

  @container (min-width: 46rem) {
    ol {
      grid-auto-columns: 1fr;
      grid-auto-flow: column;
    }

    li {
      grid-template-columns: 1fr;
      gap: 0.5rem;
      align-content: start;
      padding: 0 0.75rem 0 0;
    }

    li:not(:last-child)::before {
      inset-block: calc(0.875rem - 1px) auto;
      inset-inline: 2.125rem 0.375rem;
      width: auto;
      height: 2px;
    }
  }
`;
