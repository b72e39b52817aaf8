export * from './change-request.js';
