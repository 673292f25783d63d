import { compileGlobs, patternFault } from "../core/source/glob.ts";

/** One line of a CODEOWNERS file that GitHub would heed. */
interface OwnersLine {
  readonly matches: (path: string) => boolean;
  /** Logins (`alice`) and teams (`acme/product`); e-mail addresses are left out, they name no account here. */
  readonly owners: readonly string[];
}

export type CodeOwners = readonly OwnersLine[];

const ACCOUNT = /^@([A-Za-z0-9][A-Za-z0-9_-]*(?:\/[A-Za-z0-9._-]+)?)$/;
const ADDRESS = /^[^@\s]+@[^@\s]+$/;

/**
 * Reads a CODEOWNERS file by GitHub's rules (docs: about-code-owners): the patterns of `.gitignore`
 * without negation and character ranges, a comment behind `#`, and a line with a fault is skipped.
 */
export function parseCodeOwners(text: string): CodeOwners {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.replace(/(^|\s)#.*$/, "").match(/(?:\\.|[^\s\\])+/g) ?? [];
    const [pattern, ...names] = words.map((word) => word.replaceAll("\\ ", " "));
    if (pattern === undefined || pattern.startsWith("!") || /[[\]]/.test(pattern)) return [];
    if (names.some((name) => !ACCOUNT.test(name) && !ADDRESS.test(name))) return [];
    const globs = globsOf(pattern);
    if (globs.some((glob) => patternFault(glob) !== undefined)) return [];
    const owners = names.flatMap((name) => ACCOUNT.exec(name)?.[1] ?? []);
    return [{ matches: compileGlobs(globs), owners }];
  });
}

/** Who owns a path: the last line that matches decides, also where it names nobody. */
export function codeOwnersOf(lines: CodeOwners, path: string): readonly string[] {
  return lines.findLast(({ matches }) => matches(path))?.owners ?? [];
}

/** The same in our glob dialect. A slash anywhere but at the end ties a pattern to the root. */
function globsOf(pattern: string): string[] {
  const bare = pattern.replace(/^\//, "").replace(/\/$/, "");
  if (bare === "" || bare === "*") return ["**"];
  const literal = bare.replaceAll(/[{}()!+@]/g, "\\$&");
  const tied = pattern.replace(/\/$/, "").includes("/");
  const glob = tied ? literal : `**/${literal}`;
  if (pattern.endsWith("/")) return [`${glob}/**`];
  // `docs/*` is what stands right there; every other pattern takes what lies below along.
  return tied && bare.endsWith("/*") ? [glob] : [glob, `${glob}/**`];
}
