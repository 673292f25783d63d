import { Minimatch, type MinimatchOptions } from "minimatch";

/** The longest pattern a policy may hold; longer ones are refused before they are compiled. */
export const MAX_PATTERN_LENGTH = 1024;
const MAX_BRACE_EXPANSIONS = 1000;

const OPTIONS: MinimatchOptions = {
  dot: true,
  nonegate: true,
  nocomment: true,
  braceExpandMax: MAX_BRACE_EXPANSIONS,
  platform: "linux", // a work tree on Windows matches like the server
};

/** The pattern that matches one path and nothing else. */
export function literalPattern(path: string): string {
  return path.replace(/[*?[\]{}()!+@\\]/g, "\\$&");
}

/** What is wrong with a pattern, or undefined. Past the expansion limit minimatch would cut in silence. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
  if (pattern.startsWith("/") || pattern.startsWith("./") || pattern.split("/").includes("..")) {
    return "must be relative to the root of the repository, without a leading / or ./ and without ..";
  }
  if (!pattern.includes("{")) return undefined; // only braces stand for several patterns
  return new Minimatch(pattern, OPTIONS).globSet.length >= MAX_BRACE_EXPANSIONS
    ? `expands to more than ${MAX_BRACE_EXPANSIONS} alternatives`
    : undefined;
}

type PathTest = (path: string) => boolean;

/** Patterns of a policy are asked for again and again: the same list is compiled once. */
const compiled = new WeakMap<readonly string[], PathTest>();

/** Tells whether a path matches any of the patterns. */
export function compileGlobs(patterns: readonly string[]): PathTest {
  const known = compiled.get(patterns);
  if (known !== undefined) return known;
  const matchers = patterns.map(compileGlob);
  const test: PathTest = (path) => matchers.some((matches) => matches(path));
  compiled.set(patterns, test);
  return test;
}

/** A path as git writes it, without anything that a pattern gives a meaning to. */
const PLAIN_PATH = /^(?!\.{0,2}(?:\/|$))(?:[^/*?[\]{}()!+@\\]|\/(?!\.{0,2}(?:\/|$)))+$/;
/** `**` and files by their ending, `models/nn/**` + `/*.py`: the usual pattern for sources. */
const EVERY_FILE_WITH = /^\*\*\/\*(\.[\w-]+)$/;

function compileGlob(pattern: string): PathTest {
  if (PLAIN_PATH.test(pattern)) return (path) => path === pattern;
  const prefix = literalPrefix(pattern);
  // `models/nn/**` is the usual pattern, and all that it asks for is the folder.
  if (pattern === `${prefix}**` && (prefix === "" || prefix.endsWith("/"))) {
    return (path) => path.startsWith(prefix) && path.length > prefix.length;
  }
  const ending = EVERY_FILE_WITH.exec(pattern.slice(prefix.length))?.[1];
  if (ending !== undefined && (prefix === "" || prefix.endsWith("/"))) {
    return (path) => path.startsWith(prefix) && path.slice(prefix.length).endsWith(ending);
  }
  const matcher = new Minimatch(pattern, OPTIONS);
  return (path) => path.startsWith(prefix) && matcher.match(path);
}

/**
 * Folders (without a slash at the end; `""` is the root) below which everything lies that the patterns
 * can match. A folder inside another one is left out.
 */
export function literalFolders(patterns: readonly string[]): string[] {
  const folders = patterns.map((pattern) => literalPrefix(pattern).replace(/\/[^/]*$|^[^/]*$/, ""));
  return [...new Set(folders)]
    .toSorted()
    .filter(
      (folder, _, all) =>
        !all.some((other) => other !== folder && (other === "" || folder.startsWith(`${other}/`))),
    );
}

/** What every path begins with that a pattern can match. */
export function literalPrefix(pattern: string): string {
  const magic = pattern.search(/[*?[\]{}()!+@\\]/);
  return magic === -1 ? pattern : pattern.slice(0, magic);
}
