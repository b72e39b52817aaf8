import { css } from 'lit';

export const outgoingPageStyles = css`
  .page {
    max-width: 40rem;
    margin-inline: auto;
  }

  progress {
    width: 100%;
    height: 0.5rem;
    border: 0;
    border-radius: 0.25rem;
    background: var(--mortise-sunken);
    overflow: hidden;
    appearance: none;
    accent-color: var(--mortise-accent);
  }

  progress::-webkit-progress-bar {
    background: var(--mortise-sunken);
  }

  progress::-webkit-progress-value {
    background: var(--mortise-accent);
    transition: width var(--mortise-duration);
  }

  progress::-moz-progress-bar {
    background: var(--mortise-accent);
  }

  .arrived {
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: 50%;
    background: var(--mortise-success-soft);
    color: var(--mortise-success);
  }

  .arrived svg {
    width: 2rem;
    height: 2rem;
  }

  .number-label {
    margin-block-end: 0.25rem;
    color: var(--mortise-ink-soft);
    font-weight: 600;
  }

  .subject {
    font-weight: 650;
  }
`;
