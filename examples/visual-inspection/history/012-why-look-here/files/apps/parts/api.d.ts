/** What the station shows of one part. */
export interface Advice {
  advice: "look again" | "nothing unusual" | "inspect by hand";
  rank?: number;
  because?: string;
}

/** Advice on a score, within the scores of its shift. */
export declare function advise(score: number, shiftScores: number[], limit: number): Advice;
/** The advice while the model is out of service. */
export declare function bypass(): Advice;
/** How much of the score each feature carries. */
export declare function explain(features: number[], normal: number[][]): number[];
