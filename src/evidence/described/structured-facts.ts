import { type Fact, known } from "../../core/model/fact.ts";
import type { JsonValue, StructuredReport } from "../../core/model/structured-report.ts";
import { factOf } from "./unavailable-fact.ts";

/** What reports say, by the name of their evidence: `{shadow: {passed: true}}`. */
export type StructuredDescription = Readonly<Record<string, unknown>>;

/** Reports that say just this; everything stands on the first line. */
export function someStructured(
  described: StructuredDescription,
): Map<string, Fact<StructuredReport>> {
  return new Map(
    Object.entries(described).map(([name, each]) => [
      name,
      factOf(each, (value) => known(aReport(name, value as JsonValue))),
    ]),
  );
}

function aReport(name: string, value: JsonValue): StructuredReport {
  const path = name.startsWith("document:")
    ? `.mltrl/documents/detector/${name.slice("document:".length)}.yml`
    : `.mltrl/evidence/detector/${name}.yml`;
  return { path, format: "yaml", value, placeOf: () => ({ path, line: 1, column: 1 }) };
}
