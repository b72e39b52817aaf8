export { minimize, minimizeInSteps, type MinimizeOptions, type Minimum, type Objective } from './minimize.js';
export { solveLinear } from './solve-linear.js';
export { allSteps, type Steps } from './steps.js';
