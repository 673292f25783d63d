/**
 * Optimises a function of numbers and choices: Thompson sampling on a surrogate of radial basis
 * functions, in which another choice counts as one unit of distance.
 *
 * @param space by name a range `[low, high]` or a list of choices
 * @returns the best point that was tried, its value and the spread of the surrogate there
 */
export function optimise(objective, space, { random, trials = 30, width = 0.3 } = {}) {
  const seen = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const candidates = Array.from({ length: 20 }, () => sample(space, random));
    const scored = candidates.map((point) => {
      const { mean, spread } = surrogate(point, seen, space, width);
      return { point, score: mean + spread * (random() + random() + random() - 1.5) };
    });
    const { point } = scored.reduce((best, each) => (each.score > best.score ? each : best));
    seen.push({ point, value: objective(point) });
  }
  const best = seen.reduce((one, other) => (other.value > one.value ? other : one));
  return { ...best, spread: surrogate(best.point, seen, space, width).spread };
}

function sample(space, random) {
  const drawn = Object.entries(space).map(([name, domain]) => {
    if (isRange(domain)) return [name, domain[0] + random() * (domain[1] - domain[0])];
    return [name, domain[Math.floor(random() * domain.length)]];
  });
  return Object.fromEntries(drawn);
}

function surrogate(point, seen, space, width) {
  const weights = seen.map((each) => Math.exp(-distance(point, each.point, space) / width));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { mean: 0, spread: 1 };
  const mean = seen.reduce((sum, { value }, i) => sum + value * weights[i], 0) / total;
  return { mean, spread: 1 / (1 + total) };
}

function distance(one, other, space) {
  return Object.entries(space).reduce((sum, [name, domain]) => {
    if (!isRange(domain)) return sum + (one[name] === other[name] ? 0 : 1);
    return sum + ((one[name] - other[name]) / (domain[1] - domain[0])) ** 2;
  }, 0);
}

function isRange(domain) {
  return domain.length === 2 && typeof domain[0] === "number";
}
