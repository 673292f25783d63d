/**
 * What a promise brings, or an error once `within` milliseconds are over. What it stands for goes on all the same.
 *
 * @throws as the promise does
 */
export async function inTime<T>(promise: Promise<T>, within: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`it took longer than ${within} ms`)), within);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
