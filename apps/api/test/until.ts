import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until the answer is there. @throws Error when it does not come within `timeoutMs` */
export async function until<T>(
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = 15_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Still not so after ${timeoutMs} ms: ${ask.toString()}`);
    await delay(20);
  }
}
