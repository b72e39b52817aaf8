// @ts-check

/** A reason not to go on that its reader can act on. Printed as one line, `CODE: message`, without a stack. */
export class LaunchError extends Error {
  /**
   * @param {string} code stable UPPER_SNAKE code
   * @param {string} message what is wrong and what to do, in one line
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'LaunchError';
    this.code = code;
  }
}

/**
 * Runs the body of a command: its number becomes the exit code, a {@link LaunchError} becomes one line on standard
 * error and exit code 1, anything else is a defect and keeps its stack.
 * @param {() => Promise<number>} body
 */
export async function runCommand(body) {
  // That nobody reads any more, as in `npm start | head`, is no reason to leave without having stopped the database.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(error instanceof LaunchError ? `${error.code}: ${error.message}` : error);
    process.exitCode = 1;
  }
}
