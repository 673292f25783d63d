/** Traces on their way to a collector. */
export interface Tracing {
  /** Sends what has not been sent, for some seconds at most. */
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What nobody waits for longer, in milliseconds. */
const LAST_SENDING = 3000;

/**
 * Sends traces where OpenTelemetry's variables name a collector; otherwise nothing of its SDK is even
 * loaded. The SDK reads the rest of the variables itself.
 */
export async function startTracing(environment: Environment): Promise<Tracing> {
  if (!isWanted(environment)) return { stop: () => Promise.resolve() };
  const { openTracing } = await import("./open-tracing.ts");
  const provider = openTracing(environment);
  return {
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LAST_SENDING);
      // A collector that is out of reach must not keep the process from ending.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

/** By https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables. */
function isWanted(environment: Environment): boolean {
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  if (environment["OTEL_TRACES_EXPORTER"] === "none") return false;
  return Boolean(
    environment["OTEL_EXPORTER_OTLP_ENDPOINT"] || environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  );
}
