import { atLeastOne, nothing, type Preset } from "./preset.ts";

/** TensorFlow Data Validation: `Anomalies` as JSON, in the names of JSON and in those of the message. */
export const tfdv: Preset = {
  name: "tfdv",
  shapes: [
    {
      name: "anomalies",
      is: ["anomalyInfo", "anomalyNameFormat", "datasetAnomalyInfo", "dataMissing"].flatMap(
        (name) => [`$.${name}`, `$.${snakeCase(name)}`],
      ),
      checks: [
        // Without data there is no anomaly either.
        nothing("$[?@ == true && ($.dataMissing == true || $.data_missing == true)]"),
        // An anomaly without a severity is one of unknown severity.
        nothing("$['anomalyInfo','anomaly_info'][?@.severity != 'WARNING']"),
        nothing(
          "$[?(@.reason || @.description || @.shortDescription || @.short_description) && @.severity != 'WARNING']",
        ),
        // The schema that the data was held against, or what was found.
        atLeastOne("$['baseline','anomalyInfo','anomaly_info'].*"),
      ],
    },
  ],
};

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
