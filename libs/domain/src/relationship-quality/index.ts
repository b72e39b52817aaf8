// The public face of relationship-quality: twelve items about people and company, and how far they can be relied on.
export * from './cronbach-alpha.js';
export * from './items.js';
export * from './relationship-quality.js';
export * from './trust-commitment.js';
