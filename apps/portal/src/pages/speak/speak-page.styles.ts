import { css } from 'lit';

export const speakPageStyles = css`
  .page {
    max-width: 36rem;
    margin-inline: auto;
  }

  .intro {
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-large);
  }

  blockquote {
    margin: 0;
    padding-inline-start: 1rem;
    border-inline-start: 3px solid var(--mortise-line);
    color: var(--mortise-ink-soft);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
