// @ts-check
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { LaunchError } from './launch-error.mjs';

/**
 * Creates the folder if need be.
 * @param {string} folder
 * @throws {LaunchError} FOLDER_READ_ONLY, DISK_FULL
 */
export function ensureFolder(folder) {
  try {
    makeFolders(folder);
  } catch (error) {
    throw asFolderError(folder, error);
  }
}

/**
 * Not `recursive`, which reports ENOENT for a read-only file system.
 * @param {string} folder
 */
function makeFolders(folder) {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
}

/**
 * @param {string} folder
 * @param {unknown} error what a file operation in that folder threw
 * @returns {unknown} a {@link LaunchError} for the causes a user can mend, otherwise the error itself
 */
export function asFolderError(folder, error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error)?.code ?? '';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new LaunchError(
      'FOLDER_READ_ONLY',
      `Mortise keeps its data in ${folder} and may not write there (${code}); make it writable for this user, or name ` +
        'another folder: MORTISE_HOME=/some/folder npm start',
      { cause: error },
    );
  }
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return new LaunchError('DISK_FULL', `No space is left for ${folder} (${code}).`, { cause: error });
  }
  return error;
}
