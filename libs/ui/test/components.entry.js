import '../src/tokens/tokens.css';
export * from '../src/index.ts';
