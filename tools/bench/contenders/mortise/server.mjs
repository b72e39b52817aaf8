// @ts-check
import { startApi } from '../../lib/built-api.mjs';
import { ready } from '../lifecycle.mjs';

ready(await startApi());
