import { css } from 'lit';

export const assessmentPageStyles = css`
  .page {
    max-width: 42rem;
    margin-inline: auto;
  }

  .intro {
    color: var(--mortise-ink-soft);
  }

  .progress {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: grid;
    gap: 0.375rem;
    padding-block: 0.75rem;
    background: var(--mortise-canvas);
    font-size: var(--mortise-text-small);
  }

  progress {
    display: block;
    width: 100%;
    height: 0.375rem;
    border: 0;
    border-radius: 1rem;
    background: var(--mortise-line);
    appearance: none;
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--mortise-line);
  }

  progress::-webkit-progress-value {
    background: var(--mortise-accent);
  }

  progress::-moz-progress-bar {
    background: var(--mortise-accent);
  }

  /* A question jumped to is not hidden behind the progress. */
  fieldset {
    scroll-margin-block-start: 5rem;
  }

  .choice {
    min-height: 3rem;
    padding-block: 0.625rem;
    scroll-margin-block-start: 5rem;
  }

  .choice span.words {
    line-height: 1.45;
    overflow-wrap: anywhere;
  }

  .choice.none {
    border-style: dashed;
    color: var(--mortise-ink-soft);
  }

  .ordinal {
    display: block;
    margin-block-end: 0.25rem;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    font-weight: 400;
  }
`;
