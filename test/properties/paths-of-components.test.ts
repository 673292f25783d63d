import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { Minimatch } from "minimatch";
import type { ComponentPolicy } from "../../src/core/model/policy.ts";
import type { ChangedFile } from "../../src/core/model/tree.ts";
import { recordOwner, type Touch, touches, uncoveredModels } from "../../src/core/scope.ts";
import { compileGlobs } from "../../src/core/source/glob.ts";
import { indexPaths } from "../../src/core/source/path-index.ts";
import { aComponent } from "../support/fake-engine.ts";

/** Names of which some begin others, and some stand between them in order. */
const NAMES = [
  "a",
  "ab",
  "a-b",
  "a.b",
  "b",
  ".x",
  "é",
  "a.py",
  "a.md",
  ".py",
  "net.onnx",
  "net.bin",
];
const RECORDS = [
  ".mltrl/cards/one.md",
  ".mltrl/reviews/two/2026-01-01-1-to-2.yml",
  ".mltrl/config.yml",
];

const names = fc.constantFrom(...NAMES);
const paths = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/")),
  },
  { weight: 1, arbitrary: fc.constantFrom(...RECORDS) },
);

/** With and without a folder that they begin with; some match each other's files. */
const patterns = fc.oneof(
  paths,
  fc.tuple(paths, fc.constantFrom("/**", "/*", "/**/*.py", "/**/*.md", "/*.py", "*", "/**/a", "/{a,b}/**", "/a?", "/+(a|b)")).map(([path, rest]) => path + rest), // prettier-ignore
  fc.constantFrom("**", "*", "**/a", "**/*.py", "**/*.md", "**/*.onnx", "**/*.*", "a*/**", "{a,b}/**", "[ab]/*", "a*", "!a/**", "**/.x/**", "**/*.p-y"), // prettier-ignore
);

/** What a pattern means, by the library alone. */
function meansOf(list: readonly string[]): (path: string) => boolean {
  const options = { dot: true, nonegate: true, nocomment: true, platform: "linux" } as const;
  const matchers = list.map((pattern) => new Minimatch(pattern, options));
  return (path) => matchers.some((matcher) => matcher.match(path));
}

const lists = fc.array(patterns, { maxLength: 3 });
const components = fc
  .array(fc.record({ paths: lists, ignore: lists }), { maxLength: 5 })
  .map((all) => all.map((each, index) => aComponent({ id: ["one", "two", "x", "y", "z"][index] ?? "", ...each }))); // prettier-ignore
const changes: fc.Arbitrary<ChangedFile[]> = fc.array(
  fc.oneof(
    fc.record({ path: paths, status: fc.constantFrom("added", "modified", "removed") }),
    fc.record({ path: paths, previousPath: paths, status: fc.constant("renamed") }),
  ),
  { maxLength: 12 },
);

test("a pattern that is matched in a shorter way matches the same", () => {
  fc.assert(
    fc.property(lists, paths, (list, path) => {
      expect(compileGlobs(list)(path)).toBe(meansOf(list)(path));
    }),
    { numRuns: 2_000 },
  );
});

test("what an index finds is what each pattern finds on each path, in the same order", () => {
  fc.assert(
    fc.property(
      fc.array(paths, { maxLength: 20 }),
      fc.array(lists, { maxLength: 4 }),
      (all, many) => {
        const index = indexPaths(all);
        for (const list of [...many, ...many]) {
          expect(index.matching(list)).toEqual(all.filter(meansOf(list)));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

describe("many components and many files", () => {
  test("what is touched is what each component alone would find", () => {
    fc.assert(
      fc.property(components, changes, (policies, changed) => {
        const found = touches(policies, changed);
        for (const policy of policies)
          expect(found.get(policy.id)).toEqual(touchOf(policy, changed));
      }),
      { numRuns: 1_000 },
    );
  });

  test("a model is uncovered if no component alone would own it", () => {
    fc.assert(
      fc.property(components, changes, (policies, changed) => {
        const models = changed.filter(({ path, status }) => status !== "removed" && /\.(?:onnx|bin)$/.test(path)); // prettier-ignore
        expect(uncoveredModels(policies, changed)).toEqual(
          models
            .map(({ path }) => path)
            .filter((path) => !policies.some((policy) => meansOf(policy.paths)(path))),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** One component on its own, file by file. */
function touchOf(component: ComponentPolicy, changed: readonly ChangedFile[]): Touch | undefined {
  const [owns, ignores] = [meansOf(component.paths), meansOf(component.ignore)];
  const all = changed.flatMap(({ path, previousPath }) => [path, ...(previousPath === undefined ? [] : [previousPath])]); // prettier-ignore
  const own = all.filter(owns);
  const content = own.filter((path) => !ignores(path) && !path.startsWith(".mltrl/"));
  const records = [
    ...all.filter((path) => recordOwner(path) === component.id),
    ...own.filter(ignores),
  ];
  return content.length + records.length > 0 ? { content, records } : undefined;
}
