import type { Requirement } from "../core/model/requirements.ts";

/** Requirements by how likely failure is and how much is at stake. */
export interface RiskMatrix {
  /** Bands of the value at stake, least first. */
  readonly columns: readonly string[];
  /** Bands of the probability of failure, greatest first. */
  readonly rows: readonly {
    readonly band: string;
    /** Ids of the requirements in each column; a star marks a risk that is what mitigation leaves. */
    readonly cells: readonly (readonly string[])[];
  }[];
  /** Ids of requirements without a risk. */
  readonly unscored: readonly string[];
}

/** Bands of equal width; no source gives any, they are ours. */
const P_BANDS = ["0–0.2", "0.2–0.4", "0.4–0.6", "0.6–0.8", "0.8–1"];
const VALUE_BANDS = ["1–2", "3–4", "5–6", "7–8", "9–10"];

/** Places every requirement by what is left of its risk where that is stated, else by all of it. */
export function riskMatrix(requirements: readonly Requirement[]): RiskMatrix {
  const placed = requirements.flatMap(({ id, risk }) => {
    if (risk === undefined) return [];
    const { pFailure, value } = risk.residual ?? risk;
    return [
      {
        text: risk.residual === undefined ? id : `${id}*`,
        row: Math.min(Math.floor(pFailure * P_BANDS.length), P_BANDS.length - 1),
        column: Math.ceil(value / 2) - 1,
      },
    ];
  });
  return {
    columns: VALUE_BANDS,
    rows: P_BANDS.map((band, row) => ({
      band,
      cells: VALUE_BANDS.map((_, column) =>
        placed.filter((each) => each.row === row && each.column === column).map(({ text }) => text),
      ),
    })).toReversed(),
    unscored: requirements.filter(({ risk }) => risk === undefined).map(({ id }) => id),
  };
}
