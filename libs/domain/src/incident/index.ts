export * from './incident-kinds.js';
export * from './incident-loss.js';
export * from './notices.js';
export * from './traceability.js';
