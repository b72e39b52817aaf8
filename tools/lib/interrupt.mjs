// @ts-check
import { readFileSync } from 'node:fs';

/** npm passes on to its script the Ctrl-C that the terminal has sent to both: one keystroke, two signals. */
const SAME_KEYSTROKE_MILLISECONDS = 400;
const PARENT_CHECK_MILLISECONDS = 250;

/**
 * Turns SIGINT, SIGTERM, SIGHUP and the death of npm into one wish to stop, and a second SIGINT or SIGTERM into force.
 * @param {{ env: NodeJS.ProcessEnv, force: () => void }} options
 * @returns {{ signal: AbortSignal, wanted: Promise<void>, dispose: () => void }}
 */
export function listenForInterrupt({ env, force }) {
  const controller = new AbortController();
  const { signal } = controller;
  let firstAt = 0;
  const interrupt = () => {
    if (!signal.aborted) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > SAME_KEYSTROKE_MILLISECONDS) {
      force();
    }
  };
  const hangUp = () => controller.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', hangUp);

  // npm that is killed takes nobody along: we would go on unseen and hold the port.
  const ancestors = npmAncestors(env);
  const check = setInterval(() => {
    if (ancestors !== npmAncestors(env)) controller.abort();
  }, PARENT_CHECK_MILLISECONDS).unref();

  return {
    signal,
    wanted: new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    dispose() {
      clearInterval(check);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', hangUp);
    },
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} our parent, and its parent where that is the shell in which npm runs a script;
 *   undefined when npm did not start us
 */
function npmAncestors(env) {
  if (env.npm_lifecycle_event === undefined) return undefined;
  try {
    const [name = '', rest = ''] = readFileSync(`/proc/${process.ppid}/stat`, 'latin1').split(') ');
    return /\((ba|da|a)?sh$/.test(name) ? `${process.ppid} ${rest.split(' ')[1]}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}
