import { distance } from "fastest-levenshtein";

/** The longest word that is compared: the comparison takes time by the product of the lengths. */
const MAX_LENGTH = 64;

/** The allowed word that was probably meant: at most two, or a third of its letters, away. */
export function suggestion(word: string, allowed: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const near = allowed
    .map((candidate) => ({ candidate, away: distance(word, candidate) }))
    .filter(({ candidate, away }) => {
      const length = Math.max(word.length, candidate.length);
      // A word of which no letter is left is another word.
      return away <= Math.min(Math.max(2, Math.floor(length / 3)), length - 1);
    })
    .toSorted((a, b) => a.away - b.away);
  return near[0]?.candidate;
}
