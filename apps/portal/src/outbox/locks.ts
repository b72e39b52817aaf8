/** Runs one piece of work at a time among all who use the same name. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/**
 * The browser's locks, shared by all tabs. On plain HTTP there are none; then the idempotency keys alone keep two tabs
 * from filing a complaint twice, and the second tab only wastes a request.
 */
export function browserLocks(locks: LockManager | undefined): Locks {
  return locks ? { request: (name, work) => locks.request(name, work) as ReturnType<typeof work> } : noLocks;
}

const noLocks: Locks = { request: (_name, work) => work() };
