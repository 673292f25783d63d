import * as z from "zod";
import type { Coverage, Fraction } from "../../src/core/model/coverage.ts";
import { known } from "../../src/core/model/fact.ts";
import type { ArtifactVersions, RegisteredVersion, Versions } from "../../src/core/model/facts.ts";
import type { TestCase, TestReport } from "../../src/core/model/test-report.ts";
import { anArtifact, artifactDescription } from "./card-facts.ts";
import { factOf, unavailableDescription } from "./unavailable-fact.ts";

const fraction = z
  .tuple([z.int(), z.int()])
  .transform(([covered, total]): Fraction => ({ covered, total }));

const coverageDescription = z.strictObject({
  project: fraction.default({ covered: 90, total: 100 }),
  changedLines: fraction.optional(),
  unmeasured: z.array(z.string()).default([]),
  files: z.record(z.string(), fraction).default({}),
});

export type CoverageDescription = z.input<typeof coverageDescription>;

/** Coverage as `[covered, total]`. */
export function someCoverage(description: CoverageDescription = {}): Coverage {
  const { project, changedLines, unmeasured, files } = coverageDescription.parse(description);
  return {
    reports: ["reports/lcov.info"],
    project,
    changedLines,
    unmeasured,
    files: Object.entries(files).map(([path, counts]) => ({ path, ...counts })),
  };
}

const testsDescription = z.strictObject({
  passed: z.int().default(0),
  flaky: z.int().default(0),
  skipped: z.int().default(0),
  failed: z.array(z.string()).default([]),
  error: z.array(z.string()).default([]),
  message: z.string().default(""),
  className: z.string().default("tests.test_model"),
});

export type TestsDescription = z.input<typeof testsDescription>;

/** Test reports by counts, and by names of what does not pass. */
export function someTests(description: TestsDescription = {}): TestReport[] {
  const { passed, flaky, skipped, failed, error, message, className } =
    testsDescription.parse(description);
  const cases = (status: TestCase["status"], names: readonly string[]): TestCase[] =>
    names.map((name) => ({ name, className, status, message, properties: new Map() }));
  return [
    {
      path: "reports/unit.xml",
      suites: [
        {
          name: "unit",
          cases: [
            ...cases("passed", named(passed, "works")),
            ...cases("passed", named(flaky, "flickers")).map((each) => ({ ...each, flaky: true })),
            ...cases("skipped", named(skipped, "waits")),
            ...cases("failed", failed),
            ...cases("error", error),
          ],
        },
      ],
    },
  ];
}

function named(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, i) => `${word} ${i + 1}`);
}

const artifactVersions = artifactDescription.extend({
  type: z.enum(["model", "dataset"]).default("model"),
  /** The version that base declares. */
  base: z.string().optional(),
  content: z.union([z.string(), unavailableDescription]).default("aaaa"),
  baseContent: z.union([z.string(), unavailableDescription]).optional(),
  /** Versions that are tagged, with the content at the tag; null where it is not known. */
  registered: z.record(z.string(), z.string().nullable()).default({}),
});

const versionsDescription = z.strictObject({
  code: z.array(z.string()).default([]),
  artifacts: z.array(artifactVersions).default([]),
});

export type VersionsDescription = z.input<typeof versionsDescription>;

/** Versions of code, models and datasets. */
export function someVersions(description: VersionsDescription = {}): Versions {
  const { code, artifacts } = versionsDescription.parse(description);
  return { code: code.map((version) => registeredAs(version, "v")), artifacts: artifacts.map(of) };
}

function of({
  type,
  base,
  content,
  baseContent,
  registered,
  ...artifact
}: z.output<typeof artifactVersions>): ArtifactVersions {
  return {
    type,
    artifact: anArtifact(artifact),
    base: base === undefined ? undefined : anArtifact({ ...artifact, version: base }),
    digest: factOf(content, known),
    baseDigest: factOf(baseContent, known),
    registered: Object.entries(registered).map(([version, digest]) => ({
      ...registeredAs(version, `${artifact.name}@v`),
      ...(digest !== null && { digest }),
    })),
  };
}

function registeredAs(version: string, prefix: string): RegisteredVersion {
  return { version, tag: `${prefix}${version}`, annotated: true };
}
