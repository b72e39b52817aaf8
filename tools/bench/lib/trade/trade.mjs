// @ts-check
import { startServer } from '../database.mjs';
import { measureDrilldown } from './drilldown.mjs';
import { measureEvaluation } from './evaluation.mjs';
import { measureImport } from './import.mjs';
import { measureLayouts } from './layouts.mjs';
import { layoutsText } from './layouts-report.mjs';
import { asJson, drilldownText, evaluationText, importText } from './report.mjs';

/** @import { Server } from '../database.mjs' */
/** @import { Options } from '../options.mjs' */
/** @import { Resources } from '../resources.mjs' */
/** @import { Report } from './report.mjs' */

/**
 * @typedef {object} Ground what each part works on
 * @property {Options} options
 * @property {Server} server each part has a database of its own on it
 * @property {Resources} resources
 * @property {(line: string) => void} log
 */

/**
 * What Mortise makes of trade, at the volumes of a large supplier: files of order lines, questions about sales, and the
 * evaluation of all accounts. Each part is printed as soon as it is known.
 * @param {Options} options
 * @param {{ resources: Resources, log: (line: string) => void, print: (text: string) => void, signal: AbortSignal }} surroundings
 */
export async function trade(options, { print, signal, ...surroundings }) {
  const server = await surroundings.resources.add(startServer(surroundings.log));
  const ground = { options, server, ...surroundings };
  /** @type {Report} */
  const report = {};
  const tell = (/** @type {string} */ text) => (options.json ? surroundings.log(text) : print(text));
  /**
   * A part that fails is a result, too, and the others are still measured; unless it failed because of Ctrl-C.
   * @template T
   * @param {(ground: Ground) => Promise<T>} part
   * @returns {Promise<T | { failure: string }>}
   */
  const measured = (part) =>
    part(ground).catch((/** @type {Error} */ error) => {
      if (signal.aborted) throw error;
      return { failure: error.message };
    });
  if (options.parts.includes('import')) tell(importText((report.import = await measured(measureImport))));
  if (options.parts.includes('drilldown')) tell(drilldownText((report.drilldown = await measured(measureDrilldown))));
  if (options.parts.includes('evaluation')) {
    tell(evaluationText((report.evaluation = await measured(measureEvaluation))));
  }
  if (options.parts.includes('layouts')) tell(layoutsText((report.layouts = await measured(measureLayouts))));
  if (options.json) print(asJson(report));
}
