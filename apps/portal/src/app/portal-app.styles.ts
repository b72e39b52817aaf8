import { css } from 'lit';

export const portalAppStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.6 var(--mortise-font);
  }

  .skip {
    position: absolute;
    z-index: 20;
    inset-inline-start: 1rem;
    inset-block-start: -6rem;
    padding: 0.625rem 1rem;
    border-radius: var(--mortise-radius);
    background: var(--mortise-accent);
    color: var(--mortise-on-accent);
    font-weight: 600;
  }

  .skip:focus {
    inset-block-start: 0.5rem;
  }

  header {
    border-block-end: 1px solid var(--mortise-line);
    background: var(--mortise-surface);
  }

  .bar,
  main,
  footer {
    width: 100%;
    max-width: 66rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }

  .bar {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-height: 3.75rem;
  }

  .brand {
    display: flex;
    flex: 1;
    gap: 0.625rem;
    align-items: center;
    min-width: 0;
    min-height: var(--mortise-target);
    color: inherit;
    font-weight: 650;
    text-decoration: none;
  }

  .brand mortise-brand-mark {
    flex: none;
    width: 1.75rem;
    height: 1.75rem;
  }

  .brand span {
    display: -webkit-box;
    overflow: hidden;
    line-height: 1.25;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .offline {
    background: var(--mortise-warning-soft);
    color: var(--mortise-warning);
    font-size: var(--mortise-text-small);
    font-weight: 600;
  }

  .offline div {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    max-width: 66rem;
    margin-inline: auto;
    padding: 0.5rem clamp(1rem, 4vw, 2rem);
    line-height: 1.4;
  }

  .offline svg {
    flex: none;
  }

  main {
    flex: 1;
    padding-block: clamp(1.5rem, 1rem + 2vw, 2.75rem) 3rem;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    justify-content: space-between;
    min-height: 4rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--mortise-line);
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    line-height: 1.4;
  }

  footer p {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .notice {
    margin-block-end: 1.25rem;
  }

  @media (max-width: 40rem) {
    .bar {
      gap: 0.25rem;
    }

    .brand span {
      font-size: var(--mortise-text-small);
    }

    /* Room for the button that stays at the bottom of the list. */
    .home footer {
      padding-block-end: 5.5rem;
    }
  }
`;
