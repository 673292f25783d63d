/** A point of the unit sphere in the direction of a vector. */
export function onSphere(vector) {
  const length = Math.hypot(...vector);
  if (length === 0) throw new RangeError("a vector of length 0 has no direction");
  return vector.map((each) => each / length);
}

/** Length of the shortest way between two points on the sphere, 0 to π. */
export function geodesic(one, other) {
  const cosine = one.reduce((sum, each, i) => sum + each * other[i], 0);
  return Math.acos(Math.min(1, Math.max(-1, cosine)));
}
