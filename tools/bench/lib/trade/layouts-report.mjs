// @ts-check

/** @import { LayoutFigures } from './layout-statements.mjs' */
/** @import { Failure } from './report.mjs' */

const MIB = 1_048_576;

/** @param {LayoutFigures[] | Failure} figures */
export function layoutsText(figures) {
  if ('failure' in figures) return `Layouts\n  failed: ${figures.failure}\n`;
  return [
    'Layouts',
    ...figures.flatMap(({ layout, rows, insertSeconds, heapBytes, indexBytes, vacuumMilliseconds, statements }) => [
      `  ${layout}: ${rows.toLocaleString('en')} rows inserted in ${insertSeconds.toFixed(1)} s; ${Math.round(heapBytes / MIB)} MiB, indexes ${Math.round(indexBytes / MIB)} MiB${
        Number.isNaN(vacuumMilliseconds) ? '' : `; vacuum after a month ${vacuumMilliseconds.toFixed(0)} ms`
      }`,
      ...statements.map(
        ({ name, planning, execution, buffers }) =>
          `    ${name.padEnd(32)} planning ${planning.toFixed(2).padStart(7)} ms, execution ${execution.toFixed(2).padStart(8)} ms, ${buffers} buffers`,
      ),
    ]),
    '',
  ].join('\n');
}
