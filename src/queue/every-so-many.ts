/** By how much of its limit a cache may be too large for a moment: it takes long to count what is kept. */
export const SLACK = 0.01;

/** Adds up what it is told; says yes the first time, and then once for each `amount`. */
export function everySoMany(amount: number): (more: number) => boolean {
  let since = amount;
  return (more) => {
    since += more;
    if (since < amount) return false;
    since = 0;
    return true;
  };
}
