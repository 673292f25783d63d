import * as z from "zod";
import type { DeploymentTest } from "../../core/model/deployment-test.ts";
import { ML_TEST_SECTIONS, type MlTestScore } from "../../core/model/ml-test-score.ts";
import type { DeclaredSlice, SliceResults } from "../../core/model/slices.ts";
import type { Workflow } from "../../core/model/workflow.ts";

const EVIDENCE = ".mltrl/evidence/detector";

const regression = z
  .strictObject({
    what: z.string().default("latency rose by a tenth"),
    acceptedBy: z.string().optional(),
    reason: z.string().optional(),
  })
  .transform(({ what, acceptedBy, reason }) => ({
    what,
    ...(acceptedBy !== undefined && { acceptedBy }),
    ...(reason !== undefined && { reason }),
    place: { path: `${EVIDENCE}/test.yml`, line: 7 },
  }));

const deploymentTest = z.strictObject({
  environment: z.string().default("staging"),
  version: z.string().default("2.0.0-rc.1"),
  start: z.string().default("2026-05-20"),
  end: z.string().default("2026-05-30"),
  passed: z.boolean().default(true),
  regressions: z.array(regression).default([]),
  workflow: z.string().optional(),
});

export type DeploymentTestDescription = z.input<typeof deploymentTest>;

/** A test of ten days that ended two days before the tests' now. */
export function aDeploymentTest(
  name: string,
  description: DeploymentTestDescription,
): DeploymentTest {
  const { workflow, ...rest } = deploymentTest.parse(description);
  return { path: `${EVIDENCE}/${name}.yml`, ...rest, ...(workflow !== undefined && { workflow }) };
}

/** A workflow by its cron expressions. */
export function aWorkflow(path: string, schedules: readonly string[]): Workflow {
  return { path, name: path, schedules };
}

const mlTestScore = z.strictObject({
  /** Points by section; `all` stands for the others. */
  all: z.number().default(4),
  data: z.number().optional(),
  model: z.number().optional(),
  infrastructure: z.number().optional(),
  monitoring: z.number().optional(),
  /** Ids of tests without evidence. */
  unproven: z.array(z.string()).default([]),
});

export type MlTestScoreDescription = z.input<typeof mlTestScore>;

/** A score card with so many points a section: automatic tests first, then half a point. */
export function anMlTestScore(description: MlTestScoreDescription = {}): MlTestScore {
  const described = mlTestScore.parse(description);
  const path = ".mltrl/documents/detector/ml-test-score.yml";
  return {
    path,
    tests: ML_TEST_SECTIONS.flatMap((section) =>
      Array.from({ length: 7 }, (_, i) => {
        const id = `${section}-${i + 1}`;
        const left = Math.min(Math.max((described[section] ?? described.all) - i, 0), 1);
        return {
          section,
          id,
          score: left as 0 | 0.5 | 1,
          evidence: described.unproven.includes(id) ? " " : "tests/test_schema.py",
          place: { path, line: i + 2 },
        };
      }),
    ),
  };
}

const slice = z
  .strictObject({
    name: z.string().default("nodules under 6 mm"),
    metric: z.string().default("recall"),
    floor: z.number().optional(),
    ceiling: z.number().optional(),
  })
  .transform(({ name, metric, floor, ceiling }): DeclaredSlice => ({
    name,
    metric,
    ...(floor !== undefined && { floor }),
    ...(ceiling !== undefined && { ceiling }),
    place: { path: ".mltrl/documents/detector/slices.yml", line: 2 },
  }));

export type SliceDescription = z.input<typeof slice>;

/** Slices as a component declares them. */
export function someDeclaredSlices(described: readonly SliceDescription[]): DeclaredSlice[] {
  return z.array(slice).parse(described);
}

const sliceResult = z.strictObject({
  name: z.string().default("nodules under 6 mm"),
  metric: z.string().default("recall"),
  value: z.union([z.number(), z.nan()]),
  count: z.int().default(200),
});

export type SliceResultDescription = z.input<typeof sliceResult>;

/** What was measured on slices. */
export function someSliceResults(described: readonly SliceResultDescription[]): SliceResults {
  const path = `${EVIDENCE}/slices.yml`;
  return {
    path,
    slices: z
      .array(sliceResult)
      .parse(described)
      .map((each) => ({ ...each, place: { path, line: 3 } })),
  };
}
