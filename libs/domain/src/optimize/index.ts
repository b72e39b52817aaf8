export { minimize, type MinimizeOptions, type Minimum, type Objective } from './minimize.js';
export { solveLinear } from './solve-linear.js';
