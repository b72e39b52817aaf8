import { css } from 'lit';

export const signInPageStyles = css`
  .page {
    max-width: 28rem;
    margin-inline: auto;
  }

  .mailbox {
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: 50%;
    background: var(--mortise-accent-soft);
    color: var(--mortise-accent);
  }

  .mailbox svg {
    width: 1.75rem;
    height: 1.75rem;
  }
`;
