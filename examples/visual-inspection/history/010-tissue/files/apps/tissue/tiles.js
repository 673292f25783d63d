/** Tiles of a slide for a pathologist, the most unusual first; a tile without a score comes first of all. */
export function order(tiles) {
  return [...tiles].sort((a, b) => (b.score ?? Infinity) - (a.score ?? Infinity));
}

/** Names of tiles say nothing of the patient. */
export function anonymous(tiles) {
  return tiles.map(({ score }, index) => ({ tile: index + 1, score }));
}
