import { css } from 'lit';

export const textFieldStyles = css`
  textarea.control {
    min-height: 7.5rem;
    field-sizing: content;
    max-height: 60vh;
    resize: vertical;
  }
`;
