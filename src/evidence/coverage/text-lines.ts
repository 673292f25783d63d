import { EncodingError, textChunks } from "../text-chunks.ts";
import { atLine, CoverageFault } from "./coverage-fault.ts";

const MAX_LINE = 65_536;

/**
 * Gives every line of a text without the white space at its end, with its number.
 *
 * @throws CoverageFault with the line, where a line is too long or taking it finds a fault
 */
export function eachLine(bytes: Uint8Array, take: (line: string, number: number) => void): void {
  let number = 0;
  try {
    for (const line of linesOf(bytes)) {
      number += 1;
      if (line.length > MAX_LINE) {
        throw new CoverageFault(
          `expected lines of at most ${MAX_LINE} characters; this is no coverage report`,
        );
      }
      take(line, number);
    }
  } catch (error) {
    throw atLine(error, error instanceof EncodingError ? number + 1 : number);
  }
}

/** The lines of a text; one that is too long is handed out cut, so that it is not gathered first. */
function* linesOf(bytes: Uint8Array): Generator<string, void, void> {
  let rest = "";
  for (const chunk of textChunks(bytes)) {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      yield text.slice(start, end).trimEnd();
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > MAX_LINE) break;
  }
  if (rest !== "") yield rest.length > MAX_LINE ? rest : rest.trimEnd();
}
