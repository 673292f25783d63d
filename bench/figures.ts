/** What one benchmark measured. */
export interface Figures {
  readonly name: string;
  /** What was measured on what, in one sentence. */
  readonly subject: string;
  readonly rows: readonly Figure[];
  /** What could not be measured, and why. */
  readonly remarks?: readonly string[];
}

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure may be at most (or at least), where design.md has a budget for it. */
  readonly budget?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Whether a figure is within its budget; one without a budget always is. */
export function isWithin({ value, budget }: Figure): boolean {
  if (budget === undefined) return true;
  return "atMost" in budget ? value <= budget.atMost : value >= budget.atLeast;
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
