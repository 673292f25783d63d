import { spokenLines } from "../core/source/spoken-lines.ts";

/** A command as somebody wrote it. */
export interface ParsedCommand {
  readonly name: string;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** A comment is short; whatever comes later is not an order to us. */
const MAX_COMMANDS = 5;
/** No order of ours is longer; a line of any length would take its time. */
const MAX_LINE = 2000;

/**
 * Finds commands in a comment: lines that start with `/mltrl`, outside quotes, code and HTML comments.
 * Anything else that mentions the word is talk.
 */
export function parseCommands(body: string): ParsedCommand[] {
  return spokenLines(body)
    .filter((line) => line.length <= MAX_LINE && /^\/mltrl(\s|$)/.test(line))
    .slice(0, MAX_COMMANDS)
    .map((line) => parseLine(line));
}

/** Splits a line into words; quotes keep words together. */
function parseLine(line: string): ParsedCommand {
  const tokens = [...line.matchAll(/"([^"]*)"|“([^”]*)”|(\S+)/g)]
    .slice(1)
    .map(([, straight, curly, bare]) => straight ?? curly ?? bare ?? "");
  const [name = "help", ...rest] = tokens;
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 1) {
    const token = rest[i] ?? "";
    const [, option, value] = /^--([a-z-]+)(?:=(.*))?$/.exec(token) ?? [];
    if (option === undefined) words.push(token);
    else if (value !== undefined) options.set(option, value);
    else {
      options.set(option, rest[i + 1] ?? "");
      i += 1;
    }
  }
  return { name: name.toLowerCase(), words, options };
}
