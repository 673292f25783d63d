import { Minimatch } from "minimatch";

type NameTest = (name: string) => boolean;

/** Parameters of a rule are the same for every component: their patterns are compiled once. */
const compiled = new WeakMap<readonly string[], NameTest>();

/** Tells whether the name of a file matches any of the patterns, in whatever case. */
export function anyNameLike(patterns: readonly string[]): NameTest {
  const known = compiled.get(patterns);
  if (known !== undefined) return known;
  const matchers = patterns.map((pattern) => ({
    matcher: new Minimatch(pattern, { nocase: true, dot: true }),
    // What it begins with costs less to look at than the pattern, and tells nearly every file.
    begin: (/^[\w.-]*/.exec(pattern)?.[0] ?? "").toLowerCase(),
  }));
  const test: NameTest = (name) => {
    const lowerCase = name.toLowerCase();
    return matchers.some(
      ({ begin, matcher }) => lowerCase.startsWith(begin) && matcher.match(name),
    );
  };
  compiled.set(patterns, test);
  return test;
}
