import { css } from 'lit';

export const advisoryPageStyles = css`
  .page {
    max-width: 42rem;
    margin-inline: auto;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
  }

  article {
    display: grid;
    gap: 1rem;
  }

  article p {
    white-space: pre-line;
  }

  h2 {
    margin: 0;
  }

  blockquote {
    margin: 0;
    padding-inline-start: 1rem;
    border-inline-start: 3px solid var(--mortise-line);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
