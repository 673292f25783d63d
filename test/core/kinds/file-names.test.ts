import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { minimatch } from "minimatch";
import { anyNameLike } from "../../../src/core/kinds/file-names.ts";

const PATTERNS = ["readme*", "README", "requirements*.txt", "environment.y*ml", "{a,b}.md", "!a", "#a", "[ab]*", "a?", "*.toml", ".*", "é*", "a+(b)"]; // prettier-ignore
const NAMES = ["README.md", "readme", "requirements-dev.txt", "Environment.yaml", "A.md", "a", "#a", "!a", "ab", "b", "x.TOML", ".env", "É.md", "\u212A"]; // prettier-ignore

test("matches what the library matches name by name, in whatever case", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PATTERNS), { maxLength: 3 }),
      fc.oneof(fc.constantFrom(...NAMES), fc.string({ minLength: 1 })),
      (patterns, name) => {
        const expected = patterns.some((each) =>
          minimatch(name, each, { nocase: true, dot: true }),
        );
        expect(anyNameLike(patterns)(name)).toBe(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});
