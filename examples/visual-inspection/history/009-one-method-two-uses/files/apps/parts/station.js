/** What the station shows of one part: the image's place in the list of its shift, and whether to look again. */
export function advise(score, shiftScores, limit) {
  if (!Number.isFinite(score)) return { advice: "inspect by hand", because: "no score" };
  const above = shiftScores.filter((each) => each > score).length;
  return { advice: score > limit ? "look again" : "nothing unusual", rank: above + 1 };
}

/** The advice while the model is out of service: everything is looked at, as before. */
export function bypass() {
  return { advice: "inspect by hand", because: "the model is switched off" };
}
