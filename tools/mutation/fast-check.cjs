// fast-check as the mutation tests load it: fewer runs of each property, and no search for the smallest example once a
// mutant is found. Whatever is killed so is killed by the whole number of runs too.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the mutation tests run as CommonJS
const fastCheck = require('fast-check-itself');

const RUNS = 30;

const assert = (property, options = {}) =>
  fastCheck.assert(property, {
    ...options,
    numRuns: Math.min(options.numRuns ?? RUNS, RUNS),
    endOnFailure: true,
  });

const fc = { ...(fastCheck.default ?? fastCheck), assert };
module.exports = { ...fc, default: fc, __esModule: true };
