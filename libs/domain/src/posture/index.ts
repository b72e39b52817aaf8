export * from './offer-mix.js';
export * from './posture.js';
export * from './solution-share.js';
