export * from './offer-mix.js';
export * from './posture.js';
