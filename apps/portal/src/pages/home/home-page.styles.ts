import { css } from 'lit';

export const homePageStyles = css`
  section + section {
    margin-block-start: 2rem;
  }

  .asked {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    align-items: center;
    justify-content: space-between;
    padding: clamp(1rem, 3cqi, 1.5rem);
    border: 1px solid var(--mortise-accent);
    border-radius: var(--mortise-radius-large);
    background: var(--mortise-accent-soft);
  }

  .warned a {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
  }

  .asked + .asked {
    margin-block-start: 1rem;
  }

  .asked ul.titles {
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none;
    overflow: visible;
  }

  .asked ul.titles li + li {
    border: 0;
  }

  .asked ul.titles a {
    display: flex;
    align-items: center;
    min-height: 2.75rem;
    overflow-wrap: anywhere;
  }

  .asked div {
    flex: 1 1 16rem;
    min-width: 0;
  }

  .asked h2 {
    margin: 0 0 0.25rem;
  }

  /* Within reach of the thumb on a phone. */
  @media (max-width: 40rem) {
    .file {
      position: fixed;
      z-index: 5;
      inset-inline: 0;
      inset-block-end: 0;
      padding: 0.75rem 1rem calc(0.75rem + env(safe-area-inset-bottom));
      border-block-start: 1px solid var(--mortise-line);
      background: var(--mortise-surface);
    }

    .file mortise-button {
      display: block;
    }
  }
`;
