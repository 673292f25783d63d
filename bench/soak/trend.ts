/** A measurement at a time, in minutes. */
export interface Sample {
  readonly minute: number;
  readonly value: number;
}

/** By how much a value grows in an hour, by least squares; 0 for less than two samples. */
export function growthPerHour(samples: readonly Sample[]): number {
  const count = samples.length;
  if (count < 2) return 0;
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / count;
  const [minute, value] = [mean((sample) => sample.minute), mean((sample) => sample.value)];
  const spread = mean((sample) => (sample.minute - minute) ** 2);
  const together = mean((sample) => (sample.minute - minute) * (sample.value - value));
  return spread === 0 ? 0 : (together / spread) * 60;
}

/** The value below which so large a part of all lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
