import { every, nothing, type Preset } from "./preset.ts";

/** Great Expectations: results of a suite (0.x and 1.x) and descriptions of a checkpoint. */
export const greatExpectations: Preset = {
  name: "great-expectations",
  shapes: [
    {
      name: "suite",
      is: ["$.statistics.evaluated_expectations", "$.results[?@.expectation_config]"],
      counts: [
        { printed: "$.statistics.evaluated_expectations", of: "$.results[*]" },
        {
          printed: "$.statistics.successful_expectations",
          of: "$.results[?@.success == true]",
        },
        {
          printed: "$.statistics.unsuccessful_expectations",
          of: "$.results[?@.success != true]",
        },
      ],
      flags: [{ printed: "$.success", unless: "$.results[?@.success != true]" }],
      checks: [
        every("$.results[*].success", true),
        nothing("$.results[?@.success != true]"),
        nothing("$.results[*]..[?@.raised_exception == true]"),
      ],
    },
    {
      name: "checkpoint",
      is: ["$.statistics.evaluated_validations"],
      counts: [
        { printed: "$.statistics.evaluated_validations", of: "$.validation_results[*]" },
        {
          printed: "$.statistics.successful_validations",
          of: "$.validation_results[?@.success == true]",
        },
        {
          printed: "$.statistics.unsuccessful_validations",
          of: "$.validation_results[?@.success != true]",
        },
      ],
      flags: [{ printed: "$.success", unless: "$.validation_results[?@.success != true]" }],
      checks: [
        every("$.validation_results[*].success", true),
        nothing("$.validation_results[?@.success != true]"),
        // A suite of nothing succeeds too.
        nothing("$.validation_results[?!(@.statistics.evaluated_expectations > 0)]"),
        nothing("$.validation_results[*].expectations[?@.success != true]"),
      ],
    },
  ],
};
