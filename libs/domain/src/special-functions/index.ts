export { logBeta, logGamma } from './gamma.js';
export { hypergeometricOne } from './hypergeometric.js';
export { oncePerCount } from './once-per-count.js';
export { drawBeta, drawGamma } from './variates.js';
