import { readFeatures } from "./read-features.js";
import { score } from "./score.js";

/** Images of a table with their scores, the most unusual first. */
export function inspect(table, normalTable) {
  const normal = readFeatures(normalTable).map(({ features }) => features);
  return readFeatures(table)
    .map(({ image, features }) => ({ image, score: score(features, normal) }))
    .sort((a, b) => b.score - a.score);
}
