// The public face of loyalty: its three kinds, the barriers to leaving and the two routes to it.
export * from './exit-barrier.js';
export * from './forward-coverage.js';
export * from './lock-in.js';
export * from './loyalty-route.js';
export * from './loyalty-triad.js';
export * from './repeat-orders.js';
