/** Whether the mean of a feature has moved by more than so many of its standard deviations. */
export function hasDrifted(reference, recent, limit = 1) {
  const { mean, deviation } = spread(reference);
  return Math.abs(spread(recent).mean - mean) > limit * deviation;
}

/** Whether inspectors confirm fewer of the alarms than they did: the same images mean something else now. */
export function conceptHasDrifted(confirmedBefore, confirmedNow, limit = 0.1) {
  return confirmedBefore - confirmedNow > limit;
}

function spread(values) {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
