/** From this length on the beginning of a word stands for its forms: `consent` for `consented`. */
const STEM = 5;

/** A heading or a key as words: `rai:dataCollection` and `data-collection` are both about data collection. */
export function headingWords(heading: string): readonly string[] {
  return heading
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Whether a heading has the words of one of the alternatives, which bars separate. */
export function isAbout(heading: string, alternatives: string): boolean {
  const words = headingWords(heading);
  return alternatives.split("|").some((phrase) => hasPhrase(words, headingWords(phrase)));
}

function hasPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  return (
    phrase.length > 0 &&
    words.some((_, start) => phrase.every((part, i) => isFormOf(words[start + i], part)))
  );
}

function isFormOf(word: string | undefined, part: string): boolean {
  return word === part || (part.length >= STEM && word?.startsWith(part) === true);
}
