/**
 * Weighs runs of a simulator by how well they explain the cells that were seen. Draws come from
 * `random`, which gives numbers from 0 to 1.
 */
export function posterior(simulate, seen, random, runs = 1000) {
  const weighed = Array.from({ length: runs }, () => {
    const event = simulate(random);
    return { event, weight: Math.exp(-distance(event.cells, seen)) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ event, weight }) => ({ event, weight: weight / total }));
}

function distance(cells, seen) {
  return cells.reduce((sum, energy, i) => sum + (energy - seen[i]) ** 2, 0) / 2;
}
