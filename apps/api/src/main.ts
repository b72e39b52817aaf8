import 'reflect-metadata';
import { start } from './start.js';

await start({ requests: true, jobs: true });
