/** Work in small steps that comes to an answer: whoever has others to serve can do so between them. */
export type Steps<T> = Generator<void, T, void>;

/** Does the work at once. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
