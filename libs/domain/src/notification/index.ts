export * from './notification-time.js';
