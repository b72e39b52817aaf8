import { setImmediate } from 'node:timers/promises';

/** How long one piece of work may keep everybody else waiting. */
const TURN_MILLISECONDS = 20;

/** Does work that comes in small steps, and lets others have their turn in between. */
export async function takingTurns<T>(steps: Generator<unknown, T, void>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since > TURN_MILLISECONDS) {
      await setImmediate();
      since = performance.now();
    }
  }
}
