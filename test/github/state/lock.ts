const tails = new WeakMap<object, Promise<unknown>>();

/** Runs `task` after all earlier tasks of the same thing: writes to one repository happen one by one. */
export async function withLock<T>(of: object, task: () => Promise<T>): Promise<T> {
  const before = tails.get(of) ?? Promise.resolve();
  const run = before.then(task, task);
  tails.set(
    of,
    run.catch(() => undefined),
  );
  return run;
}
