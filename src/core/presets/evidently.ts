import { every, nothing, type Preset } from "./preset.ts";

/** A failing test that its author called not critical is a WARNING; a skipped one was not measured. */
const PASSED = ["SUCCESS", "WARNING"];
const TESTS = {
  checks: [
    every("$.tests[*].status", ...PASSED),
    { select: "$.tests[*].status", some: { equals: "SUCCESS" }, "minimum-matches": 1 },
  ],
};

/** Evidently (0.7 and later: snapshots; up to 0.6: reports and test suites). */
export const evidently: Preset = {
  name: "evidently",
  shapes: [
    {
      name: "tests of a snapshot",
      is: ["$.tests[?@.metric_config]", "$.tests[?@.status && $.metrics[0].metric_name]"],
      ...TESTS,
    },
    {
      name: "test suite up to 0.6",
      is: ["$.summary.all_passed"],
      counts: [
        { printed: "$.summary.total_tests", of: "$.tests[*]" },
        ...["SUCCESS", "FAIL", "WARNING", "ERROR", "SKIPPED"].map((status) => ({
          printed: `$.summary.by_status.${status}`,
          of: `$.tests[?@.status == '${status}']`,
        })),
      ],
      flags: [
        {
          printed: "$.summary.all_passed",
          unless: "$.tests[?@.status != 'SUCCESS' && @.status != 'WARNING']",
        },
      ],
      ...TESTS,
    },
    {
      name: "drift of a snapshot",
      is: ["$.metrics[?@.metric_name]"],
      checks: [
        {
          select: "$.metrics[?@.config.drift_share].value.share",
          every: { between: [0, 1] },
          "minimum-matches": 1,
        },
        {
          select: "$.metrics[*].config.drift_share",
          every: { between: [0, 1] },
          "minimum-matches": 1,
        },
        nothing("$.metrics[?@.config.drift_share && @.value.share >= @.config.drift_share]"),
      ],
    },
    {
      name: "drift report up to 0.6",
      is: ["$.metrics[?@.metric == 'DatasetDriftMetric']"],
      contradictions: [
        "$.metrics[?@.result.dataset_drift == false && @.result.share_of_drifted_columns >= @.result.drift_share]",
      ],
      checks: [
        every("$.metrics[?@.metric == 'DatasetDriftMetric'].result.dataset_drift", false),
        {
          select: "$.metrics[?@.metric == 'DatasetDriftMetric'].result.number_of_columns",
          every: { "at-least": 1 },
          "minimum-matches": 1,
        },
      ],
    },
  ],
};
