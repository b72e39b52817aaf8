import { html, svg, type TemplateResult } from 'lit';

const paths = {
  arrowLeft: svg`<path d="M19 12H5m6-6-6 6 6 6" />`,
  arrowRight: svg`<path d="M5 12h14m-6-6 6 6-6 6" />`,
  camera: svg`<path d="M4 8h3.5l1.6-2.5h5.8L16.5 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z" /><circle cx="12" cy="13.5" r="3.5" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  chevronDown: svg`<path d="m6 9.5 6 6 6-6" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  cloudOff: svg`<path d="m4 4 16 16M9.5 6.4A6 6 0 0 1 17.6 11H18a3.5 3.5 0 0 1 2.4 6M6.6 9.5A4.8 4.8 0 0 0 7.5 19H15" />`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="1.5" /><path d="M15 9V5.5A1.5 1.5 0 0 0 13.5 4h-8A1.5 1.5 0 0 0 4 5.5v8A1.5 1.5 0 0 0 5.5 15H9" />`,
  info: svg`<circle cx="12" cy="12" r="9" /><path d="M12 11v5.5m0-9.25v.25" />`,
  mail: svg`<rect x="3" y="5" width="18" height="14" rx="2" /><path d="m3.5 7 8.5 6 8.5-6" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.5 15.5 5 5" />`,
  trash: svg`<path d="M4 7h16M9 7V4.5h6V7m3 0-.8 12.5H6.8L6 7m4 4v5m4-5v5" />`,
  warning: svg`<path d="M12 4 2.5 20h19L12 4Zm0 6v5m0 2.25v.25" />`,
};

export type IconName = keyof typeof paths;

/** A line icon of 1.25 em in the colour of its text; always beside words, so hidden from assistive technology. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths[name]}
  </svg>`;
}
