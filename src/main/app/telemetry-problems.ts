import { shownValue } from "./shown-value.ts";

/** OpenTelemetry's variables are read by its SDK, which says nothing where it can send nowhere. */
export function telemetryProblems(
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  return Object.entries(TRACES).flatMap(([kind, { allowed, isRight, mend }]) =>
    [`OTEL_EXPORTER_OTLP_${kind}`, `OTEL_EXPORTER_OTLP_TRACES_${kind}`].flatMap((name) => {
      const value = environment[name] ?? "";
      if (value === "" || isRight(value)) return [];
      return `${name}: expected ${allowed}; got ${shownValue(value)}. Mend it: ${mend}`;
    }),
  );
}

const TRACES = {
  PROTOCOL: {
    allowed: "http/json",
    isRight: (value: string) => value === "http/json",
    mend: "leave it out and give the collector's address for HTTP, usually with port 4318",
  },
  ENDPOINT: {
    allowed: "an address that begins with http:// or https://",
    isRight: (value: string) => /^https?:\/\//i.test(value) && URL.canParse(value),
    mend: "give the collector's address for HTTP, as http://collector:4318",
  },
};
