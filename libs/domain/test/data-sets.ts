import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Where the files of a public data set lie: beside the repository, unless MORTISE_DATA_DIR says otherwise. */
export function dataFolder(name: string): string {
  return join(process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'), name);
}

/** What a test that is skipped says of it. */
export function missingData(name: string): string {
  return `data set ${name} is missing (set MORTISE_DATA_DIR)`;
}
