/** What does not answer for a while, asked again and again. */
export interface Outage {
  /** Tells of it the first time: an outage is no flood of lines. */
  goesOn(error: unknown): void;
  isOver(): void;
}

export function createOutage(report: (error: unknown) => void): Outage {
  let isTold = false;
  return {
    goesOn(error) {
      if (!isTold) report(error);
      isTold = true;
    },
    isOver() {
      isTold = false;
    },
  };
}
