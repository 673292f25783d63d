import { geodesic, onSphere } from "./manifold.js";

/** Mean distance of an image's features to its nearest normal neighbours. */
export function score(features, normal, neighbours = 3) {
  const point = onSphere(features);
  const distances = normal.map((each) => geodesic(point, onSphere(each))).sort((a, b) => a - b);
  const nearest = distances.slice(0, neighbours);
  return nearest.reduce((sum, each) => sum + each, 0) / nearest.length;
}
