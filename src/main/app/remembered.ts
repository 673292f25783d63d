/** Makes a thing once for each key; what fails is made again. */
export function remembered<T>(make: (key: number) => Promise<T>): (key: number) => Promise<T> {
  const made = new Map<number, Promise<T>>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    found.catch(() => made.delete(key));
    return found;
  };
}

/** Asks once; what fails is asked again. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  const asked = remembered(ask);
  return () => asked(0);
}
