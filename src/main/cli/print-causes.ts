import { placeText } from "../../core/model/place.ts";
import type { Problem } from "../../core/model/problem.ts";
import { plain } from "../../report/escape.ts";

/** Problems as compilers write them, one a line: `path:line:column: message`. */
export function problemLines(problems: readonly Problem[]): string {
  return problems
    .map(({ place, message }) => `${plain(placeText(place))}: ${plain(message, 2000)}\n`)
    .join("");
}

/** A cause that stands in no file. */
export function causeLine(cause: string): string {
  return `mltrl: ${plain(cause, 2000)}\n`;
}
