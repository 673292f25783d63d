/**
 * Weighs runs of a simulator by how well they explain the cells that were seen. Draws come from
 * `propose(name)`, a value with the ratio of its prior to its proposed density; ratios of draws that the
 * simulator rejects are left out.
 */
export function posterior(simulate, seen, propose, runs = 1000) {
  const weighed = Array.from({ length: runs }, () => {
    let kept = 1;
    let pending = 1;
    const draw = (name) => {
      const { value, ratio } = propose(name);
      pending *= ratio;
      return value;
    };
    const reject = () => (pending = kept);
    const keep = () => (kept = pending);
    const event = simulate(draw, reject, keep);
    return { event, weight: pending * Math.exp(-distance(event.cells, seen)) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ event, weight }) => ({ event, weight: weight / total }));
}

function distance(cells, seen) {
  return cells.reduce((sum, energy, i) => sum + (energy - seen[i]) ** 2, 0) / 2;
}
