import vm from 'node:vm';

/**
 * Runs work that may never end by itself and ends it when its time is over. Rules of repetition can be written that no day
 * ever meets, and the reader of calendars looks for that day for ever; nothing but stopping the engine ends it.
 *
 * @returns undefined when the time was over
 */
export function withinTime<T>(milliseconds: number, work: () => T): { readonly result: T } | undefined {
  try {
    const result = vm.runInContext('work()', vm.createContext({ work }), { timeout: milliseconds }) as T;
    return { result };
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
