/** What a change of one value comes to: whether the new one asks for more, for less, or for something else. */
export type Effect = "same" | "stricter" | "milder" | "other";

/** Compares two values of one setting. */
export type Scale = (before: unknown, after: unknown) => Effect;

/** Named values, from the mildest to the strictest. */
export function inOrder(values: readonly unknown[]): Scale {
  return ranked((value) => values.indexOf(value));
}

/** Values by a rank that grows with strictness. */
export function ranked(rank: (value: unknown) => number): Scale {
  return (before, after) => {
    const difference = rank(after) - rank(before);
    return difference === 0 ? "same" : difference > 0 ? "stricter" : "milder";
  };
}

/** Numbers of which the higher one asks for more. */
export const higher: Scale = ranked(Number);

/** Numbers of which the lower one asks for more. */
export const lower: Scale = ranked((value) => -Number(value));

/** Days of which the earlier one asks for more. */
export const earlier: Scale = (before, after) =>
  String(before) === String(after)
    ? "same"
    : String(after) < String(before)
      ? "stricter"
      : "milder";

/** Lists of which the one that has more asks for more. */
export const wider: Scale = (before, after) => {
  const [old, now] = [setOf(before), setOf(after)];
  if (old.size === now.size && old.isSubsetOf(now)) return "same";
  if (old.isSubsetOf(now)) return "stricter";
  return now.isSubsetOf(old) ? "milder" : "other";
};

/** Lists of which the one that has less asks for more. */
export const narrower: Scale = (before, after) => wider(after, before);

/** Values of which nobody can tell whether one asks for more than the other. */
export const incomparable: Scale = (before, after) =>
  JSON.stringify(before) === JSON.stringify(after) ? "same" : "other";

function setOf(value: unknown): Set<unknown> {
  return new Set(Array.isArray(value) ? value : []);
}
