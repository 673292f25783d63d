import * as z from "zod";
import { BUMPS, type ContentChange } from "../../core/model/artifact-content.ts";
import type { Coverage, Fraction } from "../../core/model/coverage.ts";
import { known } from "../../core/model/fact.ts";
import type { ArtifactVersions, RegisteredVersion, Versions } from "../../core/model/facts.ts";
import type { TestCase, TestReport } from "../../core/model/test-report.ts";
import { requirementIds } from "../requirement-ids.ts";
import { anArtifact, artifactDescription, cell } from "./card-facts.ts";
import { factOf, unavailableDescription } from "./unavailable-fact.ts";

const fraction = z
  .tuple([z.int(), z.int()])
  .transform(([covered, total]): Fraction => ({ covered, total }));

const coverageDescription = z.strictObject({
  project: fraction.default({ covered: 90, total: 100 }),
  branches: fraction.optional(),
  functions: fraction.optional(),
  changedLines: fraction.optional(),
  unmeasured: z.array(z.string()).default([]),
  totalsOnly: z.array(z.string()).default([]),
  outside: z.int().default(0),
  files: z.record(z.string(), fraction).default({}),
});

export type CoverageDescription = z.input<typeof coverageDescription>;

/** Coverage as `[covered, total]`. */
export function someCoverage(description: CoverageDescription = {}): Coverage {
  const { project, branches, functions, changedLines, files, ...rest } =
    coverageDescription.parse(description);
  return {
    reports: ["reports/lcov.info"],
    project,
    ...(branches !== undefined && { branches }),
    ...(functions !== undefined && { functions }),
    changedLines,
    ...rest,
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
  /** Cases by name, each with how it went. */
  cases: z.record(z.string(), z.enum(["passed", "failed", "error", "skipped"])).default({}),
  className: z.string().default("tests.test_model"),
});

export type TestsDescription = z.input<typeof testsDescription>;

/** Test reports by counts, and by names of what does not pass. */
export function someTests(description: TestsDescription = {}): TestReport[] {
  const { passed, flaky, skipped, failed, error, message, className, ...rest } =
    testsDescription.parse(description);
  const cases = (status: TestCase["status"], names: readonly string[]): TestCase[] =>
    names.map((name) => ({
      name,
      className,
      status,
      message,
      properties: new Map(),
      requirements: requirementIds({ properties: new Map(), texts: [name] }),
    }));
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
            ...Object.entries(rest.cases).flatMap(([name, status]) => cases(status, [name])),
          ],
        },
      ],
    },
  ];
}

function named(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, i) => `${word} ${i + 1}`);
}

const contentChange = z.strictObject({
  state: z.enum(["same", "changed", "incomparable"]),
  says: z.string().optional(),
  asks: z.strictObject({ bump: z.enum(BUMPS), because: z.string() }).optional(),
});

const artifactVersions = artifactDescription.extend({
  type: z.enum(["model", "dataset"]).default("model"),
  /** The version that base declares. */
  base: z.string().optional(),
  content: z.union([z.string(), unavailableDescription]).default("aaaa"),
  baseContent: z.union([z.string(), unavailableDescription]).optional(),
  /** How the content differs from base, where that is more than another content. */
  change: contentChange.optional(),
  /**
   * Versions that are tagged, with the content at the tag; null where it is not known. Whether base has
   * the tag in its history is told only with `inBase`.
   */
  registered: z
    .record(
      z.string(),
      z.union([
        z.string().nullable(),
        z.strictObject({
          content: z.string().optional(),
          change: contentChange.optional(),
          inBase: z.boolean().optional(),
          declaredThere: z.string().optional(),
        }),
      ]),
    )
    .default({}),
  /** The version that the content states itself. */
  stated: z.string().optional(),
  tagProblems: z.array(z.string()).default([]),
});

const versionsDescription = z.strictObject({
  code: z.array(z.string()).default([]),
  codeTagProblems: z.array(z.string()).default([]),
  artifacts: z.array(artifactVersions).default([]),
});

export type VersionsDescription = z.input<typeof versionsDescription>;

/** Versions of code, models and datasets. */
export function someVersions(description: VersionsDescription = {}): Versions {
  const { code, codeTagProblems, artifacts } = versionsDescription.parse(description);
  return {
    code: code.map((version) => registeredAs(version, "v")),
    codeTagProblems,
    artifacts: artifacts.map(of),
  };
}

function of({
  type,
  base,
  content,
  baseContent,
  change,
  registered,
  stated,
  tagProblems,
  ...artifact
}: z.output<typeof artifactVersions>): ArtifactVersions {
  return {
    type,
    artifact: anArtifact(artifact),
    base: base === undefined ? undefined : anArtifact({ ...artifact, version: base }),
    digest: factOf(content, known),
    change:
      change === undefined
        ? factOf(baseContent, (before: string | undefined) => known(changeOf(before, content)))
        : known(withoutUndefined(change) as unknown as ContentChange),
    registered: Object.entries(registered).map(([version, described]) => ({
      ...registeredAs(version, `${artifact.name}@v`),
      ...registeredContent(described, content),
    })),
    ...(stated !== undefined && { stated: cell(stated) }),
    tagProblems,
  };
}

type Registered = z.output<typeof artifactVersions>["registered"][string];

function registeredContent(described: Registered, now: unknown): Partial<RegisteredVersion> {
  if (described === null || typeof described === "string") {
    const change = changeOf(described ?? undefined, now);
    return change === undefined ? {} : { change };
  }
  const { content, ...rest } = described;
  const change = changeOf(content, now);
  return withoutUndefined({ ...(change && { change }), ...rest });
}

function changeOf(before: string | undefined, now: unknown): ContentChange | undefined {
  return before === undefined ? undefined : { state: before === now ? "same" : "changed" };
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

function registeredAs(version: string, prefix: string): RegisteredVersion {
  return { version, tag: `${prefix}${version}`, annotated: true };
}
