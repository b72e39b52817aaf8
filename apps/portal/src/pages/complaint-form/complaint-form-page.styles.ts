import { css } from 'lit';

export const complaintFormPageStyles = css`
  :host {
    container-type: inline-size;
  }

  .page {
    max-width: 44rem;
    margin-inline: auto;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-block-end: 1rem;
    font-size: var(--mortise-text-large);
    font-weight: 650;
    line-height: 1.35;
  }

  legend .mark {
    margin-inline-start: 0.25rem;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    font-weight: 400;
  }

  .short {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1.25rem 1rem;
  }

  .short :first-child {
    grid-column: 1 / -1;
  }

  /* An error beside another field would stand in a column of single words. */
  @container (max-width: 31.99rem) {
    .short [error]:not([error='']) {
      grid-column: 1 / -1;
    }
  }

  @container (min-width: 32rem) {
    .short {
      grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr);
    }

    .short :first-child {
      grid-column: auto;
    }
  }

  .chosen {
    margin-block-start: 0.375rem;
  }

  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.25rem;
    align-items: center;
  }

  .end mortise-button[type='submit'] {
    flex: 1 1 14rem;
    max-width: 22rem;
  }

  @media (max-width: 40rem) {
    .end mortise-button[type='submit'] {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;
