/** Drawing area of all pictures, in SVG units. */
export const FRAME = { width: 720, height: 356, left: 72, right: 24, top: 102, bottom: 44 } as const;

/** The plot inside the frame. */
export const PLOT = {
  from: FRAME.left,
  to: FRAME.width - FRAME.right,
  top: FRAME.top,
  bottom: FRAME.height - FRAME.bottom,
} as const;

/** Grounds that a picture can be made for. */
export type PictureTheme = 'light' | 'dark';

/** Colours are chosen to keep their contrast (at least 4.5 : 1 for text, 3 : 1 for lines) on either ground. */
const COLOURS: Readonly<Record<PictureTheme, string>> = {
  light: `
  .ground { fill: #ffffff; } .text { fill: #1d2733; } .soft { fill: #55606e; } .grid { stroke: #dfe4ea; }
  .actual { stroke: #0b5cad; } .actual-fill { fill: #0b5cad; } .usual { stroke: #55606e; } .band { fill: #0b5cad; fill-opacity: 0.08; }
  .limit { stroke: #b3261e; } .alarm { fill: #b3261e; } .alarm-ground { fill: #b3261e; fill-opacity: 0.1; }`,
  dark: `
  .ground { fill: #12181f; } .text { fill: #eef2f6; } .soft { fill: #a9b4c0; } .grid { stroke: #2b3540; }
  .actual { stroke: #6cb2ff; } .actual-fill { fill: #6cb2ff; } .usual { stroke: #a9b4c0; } .band { fill: #6cb2ff; fill-opacity: 0.12; }
  .limit { stroke: #ff8a80; } .alarm { fill: #ff8a80; } .alarm-ground { fill: #ff8a80; fill-opacity: 0.14; }`,
};

const LINES = `
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
  .dashed { stroke-dasharray: 5 4; stroke-width: 1.5; } .thin { stroke-width: 1; }`;

/** Sizes of text in SVG units. */
const SIZES = { usual: 13, title: 17 } as const;

/** What XML cannot hold, such as a control character, shows as the sign for it. */
const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** One look for both schemes. Where a viewer knows no scheme, the light one holds. */
const STYLE = `
  svg { color-scheme: light dark; font: ${SIZES.usual}px system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  .title { font-size: ${SIZES.title}px; font-weight: 600; }${COLOURS.light}${LINES}
  @media (prefers-color-scheme: dark) {${COLOURS.dark}
  }`;

/** The same picture for one ground alone. */
export function inTheme(svg: string, theme: PictureTheme): string {
  return svg.replace(STYLE, () => `${COLOURS[theme]}${LINES}`);
}

/** A whole picture: what it shows in words for those who cannot see it, its ground, and its content. */
export function picture(title: string, description: string, language: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${FRAME.width} ${FRAME.height}" width="${FRAME.width}" height="${FRAME.height}" role="img" aria-labelledby="t d" lang="${language}">`,
    `<title id="t">${escapeText(title)}</title><desc id="d">${escapeText(description)}</desc><style>${STYLE}</style>`,
    `<rect class="ground" width="${FRAME.width}" height="${FRAME.height}" rx="8"/>`,
    ...content,
    '</svg>',
  ].join('\n');
}

/** Text with its baseline at a point. */
export function text(
  x: number,
  y: number,
  value: string,
  classes: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text x="${at(x)}" y="${at(y)}" class="${classes}" text-anchor="${anchor}">${escapeText(value)}</text>`;
}

/** A text of a picture: its element, where it stands and how large it is, and what it says. */
export interface PlacedText {
  readonly source: string;
  readonly x: number;
  readonly y: number;
  readonly classes: string;
  readonly anchor: string;
  readonly size: number;
  readonly title: boolean;
  readonly value: string;
}

/** Every text that {@link text} has put into a picture. */
export function eachText(svg: string): readonly PlacedText[] {
  const texts = svg.matchAll(/<text x="([^"]*)" y="([^"]*)" class="([^"]*)" text-anchor="([^"]*)">([^<]*)<\/text>/g);
  return [...texts].map(([source, x, y, classes = '', anchor = '', value = '']) => {
    const title = classes.split(' ').includes('title');
    const size = title ? SIZES.title : SIZES.usual;
    const said = value.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    return { source, x: Number(x), y: Number(y), classes, anchor, size, title, value: said };
  });
}

/** A straight line. */
export function rule(x1: number, y1: number, x2: number, y2: number, classes: string): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${classes}"/>`;
}

/** A line through points; nothing where there are fewer than two. */
export function path(points: readonly (readonly [x: number, y: number])[], classes: string): string {
  if (points.length < 2) return '';
  return `<path class="${classes}" d="M${points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}"/>`;
}

/** The area between two lines over the same places. */
export function area(
  upper: readonly (readonly [x: number, y: number])[],
  lower: readonly (readonly [x: number, y: number])[],
  classes: string,
): string {
  if (upper.length < 2) return '';
  return `<path class="${classes}" d="M${[...upper, ...lower.toReversed()].map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}Z"/>`;
}

/** A dot. */
export function dot(x: number, y: number, radius: number, classes: string): string {
  return `<circle cx="${at(x)}" cy="${at(y)}" r="${radius}" class="${classes}"/>`;
}

/** What a picture's marks stand for, in one row below its titles. */
export function legend(
  entries: readonly { readonly label: string; readonly line?: string; readonly dot?: string }[],
): readonly string[] {
  let left = 24;
  return entries.flatMap(({ label, line, dot: filled }) => {
    const mark = filled ? dot(left + 10, 72, 4, filled) : rule(left, 72, left + 20, 72, `line ${line}`);
    const named = text(left + 26, 76, label, 'soft');
    // About as wide as it is drawn: a full-width character takes as much as two others.
    left += 26 + [...label].reduce((width, character) => width + (character > '\u2e80' ? 13 : 7), 0) + 20;
    return [mark, named];
  });
}

/** A scale from values to places, straight. */
export function scale(from: number, to: number, first: number, last: number): (value: number) => number {
  const span = to - from;
  return (value) => (span === 0 ? (first + last) / 2 : first + ((value - from) / span) * (last - first));
}

/** Round numbers from 0 to at least `most`: about so many steps of 1, 2 or 5 times a power of ten. */
export function ticks(most: number, steps = 4): readonly number[] {
  if (!(most > 0)) return [0];
  const rough = most / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) as number) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escapeText(value: string): string {
  return value.replace(NO_XML, '\uFFFD').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
