import { score } from "../../method/score.js";

/** How much of the score each feature carries: what is lost when it is put to what is usual. */
export function explain(features, normal) {
  const usual = features.map(
    (_, i) => normal.reduce((sum, each) => sum + each[i], 0) / normal.length,
  );
  const whole = score(features, normal);
  return features.map((_, i) => whole - score(features.with(i, usual[i]), normal));
}
